"""Mistakes are named however a learner writes them, and what is no mistake of thought is told."""

import pytest

from tests.tutor.content.right_ways import forward_and_training
from tests.tutor.content.right_ways.written import preamble
from tutor.course.verdict import Status

PREAMBLE = preamble(forward_and_training)
RIGHT = {
    "alpha_bar": """
def alpha_bar(betas):
    return torch.cumprod(1 - betas, 0)
""",
    "q_sample": """
def q_sample(x0, t, noise, alpha_bar):
    a = alpha_bar[t].view(-1, *[1] * (x0.ndim - 1))
    return a**0.5 * x0 + (1 - a) ** 0.5 * noise
""",
    "training_loss": """
def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
    a = alpha_bar[t].view(-1, *[1] * (x0.ndim - 1))
    x_t = a**0.5 * x0 + (1 - a) ** 0.5 * noise
    said = model(x_t, t)
    v = a**0.5 * noise - (1 - a) ** 0.5 * x0
    wanted = {"eps": noise, "x0": x0, "v": v}
    if target not in wanted:
        raise ValueError(target)
    return functional.mse_loss(said, wanted[target])
""",
    "ddim_step": """
def ddim_step(xt, eps, abar_t, abar_prev, eta=0.0, noise=None):
    a, b = abar_t, abar_prev
    x0 = (xt - (1 - a) ** 0.5 * eps) / a**0.5
    sigma = eta * ((1 - b) / (1 - a) * (1 - a / b)) ** 0.5
    x = b**0.5 * x0 + (1 - b - sigma**2) ** 0.5 * eps
    if noise is not None:
        x = x + sigma * noise
    return x
""",
    "cfg_combine": """
def cfg_combine(eps_uncond, eps_cond, scale):
    return eps_uncond + scale * (eps_cond - eps_uncond)
""",
}

REWRITTEN = {
    "shares-add": """
def alpha_bar(betas):
    kept, total = [], 0.0
    for beta in betas:
        total = total + 1 - beta
        kept.append(total)
    return torch.stack(kept)
""",
    "weights-not-sqrt": """
def q_sample(x0, t, noise, alpha_bar):
    x_t = noise.clone()
    for i, index in enumerate(t.tolist()):
        x_t[i] = noise[i] + alpha_bar[index] * (x0[i] - noise[i])
    return x_t
""",
    "sum-within-sample": """
def training_loss(model, x0, t, noise, alpha_bar, target="eps"):
    kept, x_t = _noisy(x0, t, noise, alpha_bar)
    v = kept.sqrt() * noise - (1 - kept).sqrt() * x0
    if target not in ("eps", "x0", "v"):
        raise ValueError
    wanted = noise if target == "eps" else x0 if target == "x0" else v
    losses = functional.mse_loss(model(x_t, t), wanted, reduction="none")
    return losses.flatten(1).sum(1).mean()
""",
}
"""Mistakes in code that looks nothing like the solution."""

SPOILED = [
    ("alpha_bar", "1 - betas, 0)", "1 - betas, 0).flip(0)", "order-reversed"),
    ("alpha_bar", "betas, 0)", "torch.linspace(1e-4, 0.02, 1000), 0)", "schedule-made-inside"),
    ("q_sample", " * x0 +", " * x0 -", "noise-subtracted"),
    ("q_sample", "a**0.5 * x0 + (1 - a)", "x0 + (1 / a - 1)", "variance-exploding"),
    ("q_sample", "(1 - a)", "(1 - a * a)", "share-squared"),
    ("q_sample", ".view(-1, *[1] * (x0.ndim - 1))", "", "broadcast-last-axis"),
    ("q_sample", " * noise", " * torch.randn(x0.shape, dtype=x0.dtype)", "noise-drawn-inside"),
    ("training_loss", "wanted[target])", "wanted[target]) / 2", "half-the-loss"),
    ("training_loss", "mse_loss", "huber_loss", "smooth-not-squared"),
    ("training_loss", "[target])", "[target], reduction='none')", "loss-not-averaged"),
    ("training_loss", "model(x_t, t)", "model(x_t, t).detach()", "prediction-detached"),
    ("training_loss", "model(x_t, t)", "model(x_t, t.float())", "t-scaled-for-model"),
    ("training_loss", "model(x_t, t)", "model(noise, t)", "model-sees-noise"),
    ("training_loss", "alpha_bar[t]", "alpha_bar[t - 1]", "t-counted-from-one"),
    ("training_loss", "v = a**0.5 * noise -", "v = a**0.5 * noise +", "v-sign"),
    ("training_loss", "raise ValueError(target)", "return None", "unknown-target-accepted"),
    ("ddim_step", "(xt - ", "(xt + ", "estimate-sign"),
    ("ddim_step", "(xt - (1 - a) ** 0.5", "(xt - (1 - a)", "noise-weight-not-sqrt"),
    ("ddim_step", "eps) / a**0.5", "eps) / a", "signal-weight-not-sqrt"),
    ("ddim_step", "b**0.5 * x0", "x0", "signal-not-shrunk"),
    ("ddim_step", "x0 + (", "x0 - (", "direction-sign"),
    ("ddim_step", "(1 - b) / (1 - a) * (1 - a / b)", "1 - a / b", "beta-for-posterior-variance"),
    ("ddim_step", "(1 - a / b)) ** 0.5", "(1 - a / b))", "std-for-variance"),
    ("ddim_step", "a, b = abar_t, abar_prev", "b, a = abar_t, abar_prev", "levels-swapped"),
    ("ddim_step", "sigma * noise", "noise", "fresh-noise-not-scaled"),
    ("ddim_step", "sigma * noise", "eta * noise", "fresh-noise-not-scaled"),
    ("ddim_step", "if noise is not None:", "if True:", "noise-is-none"),
    ("cfg_combine", "scale *", "int(scale) *", "scale-rounded"),
    ("cfg_combine", "scale *", "(scale - 1) *", "guidance-w-for-s"),
    ("cfg_combine", "scale *", "(scale if scale > 1 else 1) *", "guidance-only-above-one"),
    ("cfg_combine", "scale *", "1 *", "condition-alone"),
]
"""A piece of the right file, what stands in its place, and the mistake that this is."""

TOLD = [
    ("model(x_t, t)", "model(x_t)", "the model is a function: call `model(x_t, t)`, with two"),
    ("model(x_t, t)", "model(x_t, t, target)", "call `model(x_t, t)`, with two arguments"),
    ("said =", "model.train()\n    said =", "there is no `model.train`: the model is a function"),
    ("model(x_t, t)", "x_t", "the model was never called: `model(x_t, t)` is what it says"),
    ("[target])", "[target]).item()", "returned a float: return the loss as a tensor"),
    ("[target])", "[target]).backward()", "you called `backward()`: return the loss"),
]


@pytest.mark.parametrize("slug", RIGHT)
def test_the_file_that_is_spoiled_here_is_right(grade, slug):
    assert grade(slug, PREAMBLE + RIGHT[slug]).passed


@pytest.mark.parametrize(("slug", "piece", "other", "known"), SPOILED)
def test_a_mistake_in_one_place_is_named(grade, slug, piece, other, known):
    assert piece in RIGHT[slug]

    verdict = grade(slug, PREAMBLE + RIGHT[slug].replace(piece, other))

    assert verdict.status is Status.FAILED
    assert verdict.mistake.id == known


@pytest.mark.parametrize("known", REWRITTEN)
def test_a_mistake_is_named_however_it_is_written(grade, known):
    slug = REWRITTEN[known].split("def ")[1].split("(")[0]

    verdict = grade(slug, PREAMBLE + REWRITTEN[known])

    assert verdict.status is Status.FAILED
    assert verdict.mistake.id == known


@pytest.mark.parametrize(("piece", "other", "message"), TOLD)
def test_what_a_loss_may_not_do_is_told_in_a_sentence(grade, piece, other, message):
    assert piece in RIGHT["training_loss"]

    verdict = grade("training_loss", PREAMBLE + RIGHT["training_loss"].replace(piece, other))

    assert message in verdict.first_failure.message
