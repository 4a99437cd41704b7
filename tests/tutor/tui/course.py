"""A small course, as values: two lessons, two questions, two exercises."""

from pathlib import Path

from tutor.course.course import (
    Course,
    Exercise,
    ExerciseBlock,
    Formula,
    Lesson,
    Misconception,
    Prose,
    Step,
)
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    Option,
    Symbol,
    WrongForm,
)

SYMBOLS = {
    "abar_t": Symbol("abar_t", 0.01, 0.99, "ᾱₜ"),
    "x_0": Symbol("x_0", -3, 3, "x₀"),
    "eps": Symbol("eps", -3, 3, "ε"),
}

WHY_ROOTS = ChoiceQuestion(
    id="why-square-roots",
    prompt=r"Why are the weights $\sqrt{\bar\alpha_t}$ and $\sqrt{1-\bar\alpha_t}$?",
    teaches=("forward.closed-form",),
    line=10,
    options=(
        Option("so that the weights add up to 1", False,
               "Then the variance would dip in the middle.", "weights-not-sqrt", 12),
        Option("so that the variance of $x_t$ stays 1, whatever the step is, from the picture "
               "to the noise", True, "The two shares of variance add up to 1.", "", 14),
        Option("so that `x_t` is never negative", False, "It may well be negative.", "", 16),
    ),
)  # fmt: skip

CLOSED_FORM = FormulaQuestion(
    id="closed-form",
    prompt=r"Write $x_t$ from $x_0$, $\varepsilon$ and $\bar\alpha_t$.",
    teaches=("forward.closed-form",),
    line=20,
    answer="sqrt(abar_t)*x_0 + sqrt(1-abar_t)*eps",
    wrong=(
        WrongForm("abar_t*x_0 + (1-abar_t)*eps", "weights-not-sqrt", "Look at the variance.", 23),
    ),
    explanation="Signal and noise are mixed by the roots of their shares.",
    symbols=SYMBOLS,
)

STUB = '''"""Jump from the picture to any amount of noise."""

from torch import Tensor


def q_sample(x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """Jump from x_0 to x_t in one step. Ho et al. 2020, Eq. 4.

    x0: clean batch, shape (B, *S). t: int64 in 0..T-1, shape (B,).
    """
    raise NotImplementedError
'''

SOLUTION = '''def q_sample(x0, t, noise, alpha_bar):
    """Mix by the roots of the shares."""
    share = alpha_bar[t]
    return share.sqrt() * x0 + (1 - share).sqrt() * noise
'''


def small_course(root: Path) -> Course:
    """The course, its stubs and solutions written below `root`."""
    exercises = {
        slug: _exercise(root, lesson, slug, step)
        for lesson, slug, step in [
            ("02_forward_process", "q_sample", 2),
            ("09_sampling", "ddim_step", 0),
        ]
    }
    see = "02_forward_process#noise-in-one-jump"
    why = r"$\bar\alpha_t$ is a share of variance: its square root is the weight."
    return Course(
        root=root,
        title="Diffusion models",
        lessons=(_forward(root), _sampling(root)),
        exercises=exercises,
        misconceptions={
            "weights-not-sqrt": Misconception("weights-not-sqrt", "Weights without roots", why, see)
        },
        description="Learn diffusion models by building one.",
    )


def _forward(root: Path) -> Lesson:
    name = "02_forward_process"
    jump = (
        Prose(r"The picture $x_0$ fades while noise $\varepsilon$ grows. One formula jumps to any "
              "step. **Nothing is learned here.**\n\nRead [the next step](02_forward_process.md"
              "#write-it-down) after it.", 3),
        Formula(r"x_t = \sqrt{\bar\alpha_t}\, x_0 + \sqrt{1-\bar\alpha_t}\, \varepsilon", 5),
        WHY_ROOTS,
    )  # fmt: skip
    hints = ("`alpha_bar[t]` has shape (B,).", "The weights are square roots.")
    steps = (
        Step("Noise in one jump", "noise-in-one-jump", jump, 2),
        Step("Write it down", "write-it-down", (Prose("Now you.", 19), CLOSED_FORM), 18),
        Step("Your turn", "your-turn", (
            Prose("Write the jump in torch.", 28), ExerciseBlock("q_sample", 10, hints, 30)), 27),
    )  # fmt: skip
    return Lesson(
        name, "The forward process", 25, (), (), SYMBOLS, steps, root / "lessons" / f"{name}.md"
    )


def _sampling(root: Path) -> Lesson:
    name = "09_sampling"
    blocks = (Prose("Walk back from noise.", 3), ExerciseBlock("ddim_step", 5, (), 5))
    steps = (Step("One step back", "one-step-back", blocks, 2),)
    return Lesson(name, "Sampling", 20, (), (), {}, steps, root / "lessons" / f"{name}.md")


def _exercise(root: Path, lesson: str, slug: str, step: int) -> Exercise:
    stub = root / "exercises" / lesson / f"{slug}.py"
    solution = root / "solutions" / lesson / f"{slug}.py"
    for path, text in [(stub, STUB), (solution, SOLUTION)]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("q_sample", slug), encoding="utf-8")
    hints = ("`alpha_bar[t]` has shape (B,).", "The weights are square roots.")
    points = 10.0 if slug == "q_sample" else 5.0
    hidden = root / "tests" / "exercises" / lesson / f"test_{slug}.py"
    return Exercise(slug, lesson, step, points, hints, stub, solution, hidden)
