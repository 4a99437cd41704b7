"""Hidden checks of `euler_ancestral_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

LEVELS = [(80.0, 57.6), (2.0, 1.3), (1.0, 0.5), (0.3, 0.02)]


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """A noisy batch, a guess, and fresh noise."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3)]


@worth(3)
def test_down_and_up_again(learner, reference, generator):
    """Euler's step to σ_down, and σ_up·noise"""
    x, denoised, noise = draw(generator)

    for levels in LEVELS:
        expected = reference.euler_ancestral_step(x, denoised, *levels, noise)
        same(learner.euler_ancestral_step(x, denoised, *levels, noise), expected)


@public
def test_the_last_step_returns_the_guess(learner, generator):
    """To σ_next = 0: the guess, and no noise"""
    x, denoised, noise = draw(generator)

    for sigma, _ in LEVELS:
        same(learner.euler_ancestral_step(x, denoised, sigma, 0.0, noise), denoised)


@public
@worth(2)
def test_the_noise_has_the_right_size(learner, generator):
    """What is left of the old noise and the fresh one together have the variance σ_next²"""
    none, _, _ = draw(generator)
    none, one = 0 * none, torch.ones_like(none)

    for sigma, sigma_next in LEVELS:
        old = learner.euler_ancestral_step(sigma * one, none, sigma, sigma_next, none)
        fresh = learner.euler_ancestral_step(none, none, sigma, sigma_next, one)
        same(old**2 + fresh**2, sigma_next**2 * one)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        x, denoised, noise = draw(generator, shape, torch.float32)
        expected = reference.euler_ancestral_step(x, denoised, 2.0, 1.3, noise)
        same(learner.euler_ancestral_step(x, denoised, 2.0, 1.3, noise), expected)


def levels(sigma, sigma_next):
    """σ_down and σ_up."""
    down = sigma_next**2 / sigma
    return down, (sigma_next**2 - down**2) ** 0.5


def step(x, denoised, sigma, down, up, noise):
    return x + (down - sigma) * (x - denoised) / sigma + up * noise


@mistake("Step below σ_next first, to make room.", id="fresh-noise-on-top")
def on_top(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, sigma_next, levels(sigma, sigma_next)[1], noise)


@mistake("σ_up of fresh noise is missing.", id="fresh-noise-missing")
def missing(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, levels(sigma, sigma_next)[0], 0, noise)


@mistake("That is Euler's step, without chance.", id="ancestral-is-euler")
def euler(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, sigma_next, 0, noise)


@mistake("Fresh noise is multiplied by σ_up.", id="fresh-noise-not-scaled")
def unscaled(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, levels(sigma, sigma_next)[0], 1, noise)


@mistake("Some of the old noise stays: σ_up is less than σ_next.", id="all-noise-fresh")
def noise_of_next(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, levels(sigma, sigma_next)[0], sigma_next, noise)


@mistake(
    "That throws all old noise away. σ_down keeps some: the step to it starts at x.",
    id="all-noise-fresh",
)
def all_fresh(x, denoised, sigma, sigma_next, noise):
    return denoised + sigma_next * noise


@mistake("σ_down is the way of Euler's step, σ_up the size of the noise.", id="down-and-up-swapped")
def swapped(x, denoised, sigma, sigma_next, noise):
    down, up = levels(sigma, sigma_next)
    return step(x, denoised, sigma, up, down, noise)


@mistake("σ_up is a standard deviation; yours is its square.", id="std-for-variance")
def variance(x, denoised, sigma, sigma_next, noise):
    down, up = levels(sigma, sigma_next)
    return step(x, denoised, sigma, down, up**2, noise)


@mistake("The noise is an argument; yours draws its own.", id="noise-drawn-inside")
def own_noise(x, denoised, sigma, sigma_next, noise):
    return step(x, denoised, sigma, *levels(sigma, sigma_next), torch.randn_like(x))


@mistake("Nothing is averaged: one guess, one step, one fresh noise.", id="ancestral-averages")
def averaged(x, denoised, sigma, sigma_next, noise):
    plain = step(x, denoised, sigma, sigma_next, 0, noise)
    return (plain + step(x, denoised, sigma, *levels(sigma, sigma_next), noise)) / 2
