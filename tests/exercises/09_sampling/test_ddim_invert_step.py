"""Hidden checks of `ddim_invert_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
STRIDES = [(99, 499), (499, 979), (979, 999), (198, 199), (9, 19), (0, 1)]
LEVELS = [(ALPHA_BAR[start], ALPHA_BAR[end]) for start, end in STRIDES]


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """A batch and ε̂."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2)]


@worth(2)
def test_estimates_x0_and_goes_on(learner, reference, generator):
    """x_next = √ᾱ_next·x̂_0 + √(1−ᾱ_next)·ε̂"""
    batch = draw(generator)

    for level in LEVELS:
        same(learner.ddim_invert_step(*batch, *level), reference.ddim_invert_step(*batch, *level))


@public
def test_by_hand(learner):
    """From 0.64 to 0.36 with x = 1.1 and ε̂ = 0.5: back to 1, as plain numbers"""
    one = torch.ones(2, 2, dtype=torch.float64)

    same(learner.ddim_invert_step(1.1 * one, 0.5 * one, 0.64, 0.36), one)


def test_the_true_noise_leads_along_the_line(learner, generator):
    """Given the true noise, it lands on √ᾱ_next·x_0 + √(1−ᾱ_next)·ε"""
    x0, eps = draw(generator)

    for abar_t, abar_next in LEVELS:
        x = abar_t.sqrt() * x0 + (1 - abar_t).sqrt() * eps
        expected = abar_next.sqrt() * x0 + (1 - abar_next).sqrt() * eps
        same(learner.ddim_invert_step(x, eps, abar_t, abar_next), expected)


def test_from_a_clean_sample(learner, reference, generator):
    """From a clean sample, ᾱ_t = 1, it is the jump"""
    x0, eps = draw(generator)
    clean = torch.ones((), dtype=torch.float64)

    expected = reference.ddim_invert_step(x0, eps, clean, ALPHA_BAR[499])
    same(learner.ddim_invert_step(x0, eps, clean, ALPHA_BAR[499]), expected)


def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), pictures (B, C, H, W), plain numbers (B,), also in float32"""
    for shape in ((1, 2), (2, 3, 4, 6), (5,)):
        for dtype in (torch.float64, torch.float32):
            batch = draw(generator, shape, dtype)
            level = [one.to(dtype) for one in LEVELS[0]]
            expected = reference.ddim_invert_step(*batch, *level)
            same(learner.ddim_invert_step(*batch, *level), expected)


@mistake("The levels are swapped: the estimate belongs to ᾱ_t, where x is.", id="levels-swapped")
def levels_swapped(x, eps, abar_t, abar_next):
    x0 = (x - (1 - abar_next) ** 0.5 * eps) / abar_next**0.5
    return abar_t**0.5 * x0 + (1 - abar_t) ** 0.5 * eps


@mistake("The noise of the new level is missing: √(1−ᾱ_next)·ε̂.", id="direction-forgotten")
def without_direction(x, eps, abar_t, abar_next):
    x0 = (x - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    return abar_next**0.5 * x0


@mistake(
    "You put in the noise of the old level. The new one has √(1−ᾱ_next).",
    id="direction-at-old-level",
)
def old_direction(x, eps, abar_t, abar_next):
    x0 = (x - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    return abar_next**0.5 * x0 + (1 - abar_t) ** 0.5 * eps


@mistake("Without its noise, x is √ᾱ_t·x_0. Divide by that root.", id="estimate-not-rescaled")
def not_rescaled(x, eps, abar_t, abar_next):
    x0 = x - (1 - abar_t) ** 0.5 * eps
    return abar_next**0.5 * x0 + (1 - abar_next) ** 0.5 * eps


@mistake("ᾱ is a share of variance: the weights are its roots.", id="weights-not-sqrt")
def unrooted(x, eps, abar_t, abar_next):
    x0 = (x - (1 - abar_t) * eps) / abar_t
    return abar_next * x0 + (1 - abar_next) * eps


@mistake("The estimate takes the noise away; you added it.", id="estimate-sign")
def plus(x, eps, abar_t, abar_next):
    x0 = (x + (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    return abar_next**0.5 * x0 + (1 - abar_next) ** 0.5 * eps


@mistake("The noise of the new level is added; you took it away.", id="direction-sign")
def minus(x, eps, abar_t, abar_next):
    x0 = (x - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    return abar_next**0.5 * x0 - (1 - abar_next) ** 0.5 * eps


@mistake(
    "That is the jump, as if x were clean. Estimate the clean sample first.",
    id="sample-for-estimate",
)
def jumped(x, eps, abar_t, abar_next):
    return abar_next**0.5 * x + (1 - abar_next) ** 0.5 * eps


@mistake(
    "That is a step of the forward process. It forgets the noise that is in x already.",
    id="sample-for-estimate",
)
def stepped(x, eps, abar_t, abar_next):
    share = abar_next / abar_t
    return share**0.5 * x + (1 - share) ** 0.5 * eps


@mistake("That is x̂_0, through which the step goes.", id="estimate-for-the-step")
def estimate(x, eps, abar_t, abar_next):
    return (x - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
