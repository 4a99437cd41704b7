"""Hidden checks of `euler_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

LEVELS = [(80.0, 57.6), (2.0, 1.3), (1.0, 0.5), (0.3, 0.02)]


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """A noisy batch and a guess."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2)]


@worth(2)
def test_follows_the_slope(learner, reference, generator):
    """x + (σ_next − σ)·(x − D)/σ"""
    x, denoised = draw(generator)

    for levels in LEVELS:
        same(learner.euler_step(x, denoised, *levels), reference.euler_step(x, denoised, *levels))


@public
def test_the_last_step_returns_the_guess(learner, generator):
    """To σ_next = 0: the guess D itself"""
    x, denoised = draw(generator)

    for sigma, _ in LEVELS:
        same(learner.euler_step(x, denoised, sigma, 0.0), denoised)


@public
def test_the_true_clean_batch_leads_to_less_of_the_same_noise(learner, generator):
    """With the true x_0 it lands on x_0 + σ_next·ε"""
    x0, eps = draw(generator)

    for sigma, sigma_next in LEVELS:
        step = learner.euler_step(x0 + sigma * eps, x0, sigma, sigma_next)
        same(step, x0 + sigma_next * eps)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        x, denoised = draw(generator, shape, torch.float32)
        expected = reference.euler_step(x, denoised, 2.0, 1.3)
        same(learner.euler_step(x, denoised, 2.0, 1.3), expected)


@mistake("σ falls on the way to the data: the step is σ_next − σ.", id="steps-uphill")
def uphill(x, denoised, sigma, sigma_next):
    return x + (sigma - sigma_next) * (x - denoised) / sigma


@mistake("The slope is the noise of size 1: divide x − D by σ.", id="slope-not-divided")
def not_divided(x, denoised, sigma, sigma_next):
    return x + (sigma_next - sigma) * (x - denoised)


@mistake("The slope is taken where x is: divide by σ, not σ_next.", id="slope-of-the-other-end")
def divided_by_next(x, denoised, sigma, sigma_next):
    return x + (sigma_next - sigma) * (x - denoised) / max(sigma_next, 1e-9)


@mistake("Stop at σ_next: D is where σ = 0.", id="estimate-for-the-step")
def jumps_to_the_end(x, denoised, sigma, sigma_next):
    return denoised.clone()


@mistake("D is a guess at the clean batch, no slope.", id="guess-taken-for-slope")
def guess_for_slope(x, denoised, sigma, sigma_next):
    return x + (sigma_next - sigma) * denoised


@mistake("Weights go with σ, not with σ²: (σ_next/σ)·x + (1 − σ_next/σ)·D.", id="mixed-by-variance")
def mixed_by_variance(x, denoised, sigma, sigma_next):
    kept = (sigma_next / sigma) ** 2
    return kept * x + (1 - kept) * denoised


@mistake("A step starts at x: add it.", id="walker-forgotten")
def change_alone(x, denoised, sigma, sigma_next):
    return (sigma_next - sigma) * (x - denoised) / sigma
