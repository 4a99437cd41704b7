"""Hidden checks of `q_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

BETAS = torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64)
BOLD = torch.tensor([0.1, 0.36, 0.75, 0.2], dtype=torch.float64)


def draw(generator, shape, betas=BOLD, dtype=torch.float64):
    """A batch, a t for each sample, the betas, and noise."""
    x = torch.randn(shape, generator=generator, dtype=dtype)
    t = torch.randint(len(betas), shape[:1], generator=generator)
    return x, t, betas.to(dtype), torch.randn(shape, generator=generator, dtype=dtype)


@worth(3)
def test_shrinks_and_adds_noise(learner, reference, generator):
    """x_t = √(1−β_t)·x_{t−1} + √β_t·noise"""
    batch = draw(generator, (6, 2))

    same(learner.q_step(*batch), reference.q_step(*batch))


@public
def test_by_hand(learner):
    """β = 0.36, x = 1, noise = −1 gives 0.8 − 0.6 = 0.2"""
    one = torch.ones(1, 2, dtype=torch.float64)

    same(learner.q_step(one, torch.tensor([1]), BOLD, -one), 0.2 * one)


@worth(2)
def test_every_sample_takes_a_step_of_its_own(learner, reference, generator):
    """Each sample gets its own t, also where the batch is as long as a sample is wide"""
    t = torch.tensor([2, 0, 3, 1])
    for shape in ((4, 4), (4, 2, 5, 4)):
        x, _, betas, noise = draw(generator, shape)
        same(learner.q_step(x, t, betas, noise), reference.q_step(x, t, betas, noise))


def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), also B = 1; sound (B, C, L), pictures (B, C, H, W), plain numbers (B,)"""
    for shape in ((1, 2), (4, 1, 9), (2, 3, 4, 6), (5,)):
        batch = draw(generator, shape)
        same(learner.q_step(*batch), reference.q_step(*batch))


def test_first_and_last_step(learner, reference, generator):
    """The first and the last step of a thousand"""
    x, _, betas, noise = draw(generator, (2, 3), BETAS)
    t = torch.tensor([0, 999])

    same(learner.q_step(x, t, betas, noise), reference.q_step(x, t, betas, noise))


def test_uses_the_noise_it_is_given(learner, generator):
    """Without noise the sample only shrinks: no noise is drawn inside"""
    x, t, betas, _ = draw(generator, (5, 2))

    same(learner.q_step(x, t, betas, torch.zeros_like(x)), (1 - betas[t]).sqrt()[:, None] * x)


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), dtype=torch.float32)

    same(learner.q_step(*batch), reference.q_step(*batch))


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


@mistake(
    "β is a variance: the weights of the sample and the noise are the roots, √(1−β) and √β.",
    id="weights-not-sqrt",
)
def unrooted(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return (1 - beta) * x_prev + beta * noise


@mistake(
    "β is the variance of the noise. Its weight is the standard deviation, √β.",
    id="noise-weight-not-sqrt",
)
def noise_unrooted(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return (1 - beta).sqrt() * x_prev + beta * noise


@mistake(
    "The noise has its root, the sample has not: its weight is √(1−β).", id="signal-weight-not-sqrt"
)
def signal_unrooted(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return (1 - beta) * x_prev + beta.sqrt() * noise


@mistake(
    "Your sample does not shrink, so its variance grows at every step. Its weight is √(1−β).",
    id="signal-not-shrunk",
)
def unshrunk(x_prev, t, betas, noise):
    return x_prev + per_sample(betas[t], x_prev).sqrt() * noise


@mistake(
    "Your weights add up to 1, but it is their squares that must: √(1−β), not 1−√β.",
    id="weights-sum-to-one",
)
def weights_that_add_up(x_prev, t, betas, noise):
    weight = per_sample(betas[t], x_prev).sqrt()
    return (1 - weight) * x_prev + weight * noise


@mistake(
    "The weights are swapped: a step keeps nearly all of the sample. √(1−β) belongs to it.",
    id="weights-swapped",
)
def swapped(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return beta.sqrt() * x_prev + (1 - beta).sqrt() * noise


@mistake(
    "That is the jump, all steps up to t at once. One step looks at its own β alone.",
    id="jump-not-step",
)
def jumped(x_prev, t, betas, noise):
    signal = per_sample(torch.cumprod(1 - betas, dim=0)[t], x_prev)
    return signal.sqrt() * x_prev + (1 - signal).sqrt() * noise


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(x_prev, t, betas, noise):
    beta = per_sample(betas[t - 1], x_prev)
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise


@mistake("All samples take the step of the first. Use t for each of them.", id="first-t-only")
def first_t(x_prev, t, betas, noise):
    beta = betas[t[0]]
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise


@mistake(
    "Your weights are lined up with the last axis, not with the samples: shape (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(x_prev, t, betas, noise):
    beta = betas[t]
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise


@mistake("Yours takes pictures only: shape (B, 1, 1, 1) fits no points.", id="pictures-only")
def for_pictures(x_prev, t, betas, noise):
    beta = betas[t].reshape(-1, 1, 1, 1)
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise


@mistake("Yours takes points only: shape (B, 1) fits no pictures.", id="points-only")
def for_points(x_prev, t, betas, noise):
    beta = betas[t].reshape(-1, 1)
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise


@mistake("The noise is added, not subtracted.", id="noise-subtracted")
def subtracted(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return (1 - beta).sqrt() * x_prev - beta.sqrt() * noise


@mistake("You draw noise of your own. Use the noise given.", id="noise-drawn-inside")
def own_noise(x_prev, t, betas, noise):
    beta = per_sample(betas[t], x_prev)
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * torch.randn_like(noise)


@mistake("Where is the noise? The step adds √β times it.", id="noise-forgotten")
def noiseless(x_prev, t, betas, noise):
    return (1 - per_sample(betas[t], x_prev)).sqrt() * x_prev


equivalent("x_prev.ndim", "noise.ndim", because="the noise has the shape of the sample")
