import pytest

from tutor.course.course import Term
from tutor.course.glossary import called, formulas, known_in, undeclared, used

LESSON = "02_forward_process"


def term(name: str, show: str, lesson: str = LESSON) -> Term:
    return Term(name, show, f"what {name} is", "", "", lesson, 0, 1)


TERMS = (
    term("x_t", "x_t"),
    term("x_0", "x_0"),
    term("t", "t"),
    term("abar_t", r"\bar\alpha_t"),
    term("alpha_t", r"\alpha_t"),
    term("eps", r"\varepsilon"),
    term("eps_theta", r"\varepsilon_\theta"),
    term("E", r"\mathbb{E}"),
    term("SNR", r"\mathrm{SNR}"),
)


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        pytest.param(
            r"x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon",
            ["x_t", "abar_t", "x_0", "eps"],
            id="in the order of the formula, each once",
        ),
        pytest.param(r"x_{t-1} + x_{500}", ["x_t"], id="another index of a running one"),
        pytest.param(r"\varepsilon_\theta(x_t, t)", ["eps_theta", "x_t", "t"], id="a function"),
        pytest.param(r"\varepsilon_u", ["eps"], id="an index nobody declared"),
        pytest.param(r"\alpha_t", ["alpha_t"], id="without its bar"),
        pytest.param(r"ᾱ_t", ["abar_t"], id="typed as it is shown"),
        pytest.param(r"\mathbb{E}_{x_0}[\varepsilon]", ["E", "eps"], id="with conditions below"),
        pytest.param(r"\frac{\min(\mathrm{SNR}, 5)}{\mathrm{SNR}}", ["SNR"], id="a word"),
        pytest.param(
            r"\begin{aligned} x_0 &= 1 \\ t &= \hat{\varepsilon} \end{aligned}",
            ["x_0", "t"],
            id="in rows",
        ),
        pytest.param(r"\underbrace{x_0}_{\text{clean}}^2", ["x_0"], id="over a brace"),
    ],
)
def test_the_symbols_of_a_formula_are_found(latex, names):
    assert [one.name for one in used([latex], TERMS)] == names


def test_letters_that_nobody_explained_are_found_once():
    latex = [r"\beta_t = x_{t-1} + \beta_s", r"\log p(y_1) + \text{noise} + 3 \cdot \beta_t"]

    assert undeclared(latex, TERMS) == ["β_t", "β_s", "p", "y_1"]


def test_numbers_functions_words_and_indices_need_no_explanation():
    assert undeclared([r"\sin(\pi_0) ", r"x_{a+b} = 2.5\,\text{steps}"], TERMS) == ["π_0"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("abar_t", ["abar_t"]),
        ("ᾱₜ", ["abar_t"]),
        ("alpha_bar_t", ["abar_t"]),
        ("ᾱ_t", ["abar_t"]),
        (r"\bar\alpha_t", ["abar_t"]),
        ("SNR", ["SNR"]),
        ("tt", []),
        ("nothing", []),
        ("\\", []),
    ],
)
def test_a_symbol_is_called_by_name_or_as_it_is_written(text, names):
    assert [one.name for one in called(text, TERMS)] == names


def test_the_later_of_two_meanings_comes_first(folder):
    symbols = "title: Noise\nsymbols:\n  s: {{says: {}, step: one}}\n"
    folder.lesson("## One\n", symbols.format("a step"), "02_forward_process")
    folder.lesson("## One\n", symbols.format("the score"), "05_training")
    folder.lesson("## One\n", symbols.format("the scale"), "13_guidance")

    course = folder.read()

    assert [one.says for one in known_in(course, "05_training")] == ["the score", "a step"]


def test_formulas_are_taken_from_prose_displays_and_questions(folder):
    folder.lesson(
        "## One\nWith $a$ and `$b$` and\n\n$$\nc\n$$\n\n```quiz choice id=q\nIs it $d$?\n\n"
        "- [x] $e$\n  > yes\n- [ ] no\n  > no\n```\n"
    )

    blocks = folder.read().lessons[0].steps[0].blocks

    assert list(formulas(blocks)) == ["a", "c", "d"]
