"""Two known mistakes in one file get both their names."""

import pytest

from tests.tutor.content.right_ways import forward_and_training
from tests.tutor.content.right_ways.written import preamble
from tests.tutor.content.test_wrong_ways import RIGHT
from tutor.course.verdict import Status

PREAMBLE = preamble(forward_and_training)
INDEX = ("alpha_bar[t]", "alpha_bar[t - 1]")
WEIGHTS = ("a**0.5 * x0 + (1 - a) ** 0.5 * noise", "a * x0 + (1 - a) * noise")
HALVED = ("[target])", "[target]) / 2")

SPOILED_TWICE = [
    ("alpha_bar", [("betas, 0)", "betas.flip(0), 0)"), ("cumprod", "cumsum")],
        ("order-reversed", "shares-add")),
    ("alpha_bar", [("1 - betas, 0)", "1 - betas**2, 0).sqrt()")],
        ("std-for-variance", "root-of-the-share")),
    ("q_sample", [WEIGHTS, INDEX], ("weights-not-sqrt", "t-counted-from-one")),
    ("q_sample", [("* noise", "* torch.randn_like(x0)"), ("[t]", "[t + 1]")],
        ("noise-drawn-inside", "index-one-step-late")),
    ("q_sample", [(" + ", " - "), ("alpha_bar[t]", "alpha_bar.cumprod(0)[t]")],
        ("noise-subtracted", "cumulated-twice")),
    ("training_loss", [INDEX, HALVED], ("t-counted-from-one", "half-the-loss")),
    ("training_loss", [("v = a**0.5 * noise -", "v = a**0.5 * noise +"), HALVED],
        ("v-sign", "half-the-loss")),
    ("training_loss", [("model(x_t, t)", "model(x_t, t).detach()"), WEIGHTS],
        ("prediction-detached", "weights-not-sqrt")),
    ("training_loss", [("model(x_t, t)", "model(x_t, t / 1000)"), ("mse_loss", "l1_loss")],
        ("t-scaled-for-model", "absolute-not-squared")),
    ("ddim_step", [("(xt - ", "(xt + "), ("b**0.5 * x0", "x0")],
        ("estimate-sign", "signal-not-shrunk")),
    ("ddim_step", [("eta * (", "eta**0.5 * ("), ("eps) / a**0.5", "eps)")],
        ("eta-scales-variance", "estimate-not-rescaled")),
    ("ddim_step", [("x0 + (", "x0 - ("), ("(1 - b) / (1 - a) * (1 - a / b)", "1 - a / b")],
        ("direction-sign", "beta-for-posterior-variance")),
    ("cfg_combine", [("eps_uncond + scale *", "int(scale) *")],
        ("guidance-base-forgotten", "scale-rounded")),
    ("cfg_combine", [("scale *", "max(round(scale), 0) *")],
        ("scale-rounded", "scale-not-negative")),
]  # fmt: skip
"""Pieces of the right file, what stands in their place, and the mistakes that this is."""


@pytest.mark.parametrize(("slug", "changes", "known"), SPOILED_TWICE)
def test_two_mistakes_at_once_are_both_named(grade, slug, changes, known):
    source = RIGHT[slug]
    for piece, other in changes:
        assert piece in source
        source = source.replace(piece, other)

    verdict = grade(slug, PREAMBLE + source)

    assert verdict.status is Status.FAILED
    assert {verdict.mistake.id, verdict.also.id} == set(known)


UNKNOWN = {
    "alpha_bar": "1 / torch.cumprod(1 - betas, 0)",
    "q_sample": "x0.clamp(-1, 1) + 0.001 * noise",
    "cfg_combine": "eps_uncond + min(scale, 10) ** 3 * (eps_cond - eps_uncond)",
}
"""What is wrong in a way that nobody foresaw."""


@pytest.mark.parametrize("slug", UNKNOWN)
def test_what_no_two_mistakes_explain_gets_no_name(grade, slug):
    head = RIGHT[slug].strip().splitlines()[0]

    verdict = grade(slug, PREAMBLE + f"{head}\n    return {UNKNOWN[slug]}\n")

    assert verdict.status is Status.FAILED
    assert verdict.mistake is None
    assert verdict.also is None
