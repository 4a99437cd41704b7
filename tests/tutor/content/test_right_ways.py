"""Every right way to write the first three functions passes, and wrong hands are told apart."""

from pathlib import Path

import pytest

from tests.tutor.content.right_ways import PREAMBLE, ways_of
from tutor.course.reader import read_course
from tutor.course.verdict import Status
from tutor.grading.grader import Grader

SLUGS = ("alpha_bar", "q_sample", "training_loss")

WRONG = {
    "weights-not-sqrt": """
def q_sample(x0, t, noise, alpha_bar):
    x_t = noise.clone()
    for i, index in enumerate(t.tolist()):
        x_t[i] = noise[i] + alpha_bar[index] * (x0[i] - noise[i])
    return x_t
""",
    "broadcast-last-axis": """
def q_sample(x0, t, noise, alpha_bar):
    return x0 * alpha_bar[t] ** 0.5 + noise * (1 - alpha_bar[t]) ** 0.5
""",
    "noise-drawn-inside": """
def q_sample(x0, t, noise, alpha_bar):
    kept = alpha_bar[t].view(-1, *(1,) * (x0.ndim - 1))
    return kept**0.5 * x0 + (1 - kept) ** 0.5 * torch.randn(x0.shape, dtype=x0.dtype)
""",
    "shares-add": """
def alpha_bar(betas):
    kept, total = [], 0.0
    for beta in betas:
        total = total + 1 - beta
        kept.append(total)
    return torch.stack(kept)
""",
    "sum-within-sample": """
def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
    kept, x_t = noisy(x0, t, noise, alpha_bar)
    v = kept.sqrt() * noise - (1 - kept).sqrt() * x0
    if target not in ("eps", "x0", "v"):
        raise ValueError
    wanted = noise if target == "eps" else x0 if target == "x0" else v
    losses = functional.mse_loss(model(x_t, t), wanted, reduction="none")
    return losses.flatten(1).sum(1).mean()
""",
    "prediction-detached": """
def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
    kept, x_t = noisy(x0, t, noise, alpha_bar)
    v = kept.sqrt() * noise - (1 - kept).sqrt() * x0
    wanted = {"eps": noise, "x0": x0, "v": v}
    if target not in wanted:
        raise ValueError
    with torch.no_grad():
        return functional.mse_loss(model(x_t, t), wanted[target])
""",
}


@pytest.fixture(scope="module")
def course():
    return read_course(Path(__file__).parents[3])


@pytest.fixture(scope="module")
def grade(course):
    """The verdict on a file, by one warm grader."""
    with Grader(course) as grader:
        yield lambda slug, source: grader.grade(
            course.exercises[slug], source, filename=f"{slug}.py", seed=5
        )


@pytest.mark.parametrize(("slug", "way"), [(slug, way) for slug in SLUGS for way in ways_of(slug)])
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, ways_of(slug)[way])

    assert verdict.passed, verdict.first_failure


@pytest.mark.parametrize("known", WRONG)
def test_a_known_mistake_is_named_however_it_is_written(grade, known):
    slug = WRONG[known].split("def ")[1].split("(")[0]

    verdict = grade(slug, PREAMBLE + WRONG[known])

    assert verdict.status is Status.FAILED
    assert verdict.mistake.id == known


def test_a_loss_that_is_no_tensor_is_told_so(grade):
    way = ways_of("training_loss")["by_mse_loss"]

    verdict = grade(
        "training_loss", way.replace("(prediction, noise)", "(prediction, noise).item()")
    )

    assert "returned a float: return the loss as a tensor" in verdict.first_failure.message


def test_a_model_that_is_not_asked_is_missed(grade):
    lazy = (
        "def training_loss(model, x0, t, noise, alpha_bar, target='eps'):\n    return noise.mean()"
    )

    verdict = grade("training_loss", PREAMBLE + lazy)

    messages = [finding.message for finding in verdict.findings]
    assert any("the model was never called" in message for message in messages)
