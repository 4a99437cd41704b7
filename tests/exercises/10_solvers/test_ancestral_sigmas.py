"""Hidden checks of `ancestral_sigmas`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

LEVELS = [(80.0, 57.5859847212482), (2.0, 1.3), (1.0, 0.5), (10.0, 1.0), (0.3, 0.02)]


def pair(down, up):
    return torch.tensor([float(down), float(up)], dtype=torch.float64)


@worth(2)
def test_steps_below_and_comes_back(learner, reference):
    """η = 1: down is σ_next²/σ, and up leads back to σ_next"""
    for levels in LEVELS:
        same(pair(*learner.ancestral_sigmas(*levels)), pair(*reference.ancestral_sigmas(*levels)))


def test_known_values(learner):
    """From 1 to 0.5: down to 0.25, and up by 0.4330"""
    same(pair(*learner.ancestral_sigmas(1.0, 0.5)), pair(0.25, 0.433012701892219))


@public
def test_no_fresh_noise_at_eta_zero(learner):
    """η = 0: straight to σ_next"""
    for sigma, sigma_next in LEVELS:
        same(pair(*learner.ancestral_sigmas(sigma, sigma_next, 0.0)), pair(sigma_next, 0.0))


@worth(2)
def test_eta_multiplies_the_fresh_noise(learner, reference):
    """η = 0.5: half of the fresh noise, and so less far down"""
    for levels in LEVELS:
        expected = reference.ancestral_sigmas(*levels, 0.5)
        same(pair(*learner.ancestral_sigmas(*levels, eta=0.5)), pair(*expected))


def test_never_more_than_there_is_to_be(learner):
    """A large η: all noise is fresh, and down is 0"""
    same(pair(*learner.ancestral_sigmas(10.0, 1.0, 5.0)), pair(0.0, 1.0))


@public
def test_the_last_step_has_no_noise(learner):
    """To σ_next = 0: nothing up, and down to 0"""
    same(pair(*learner.ancestral_sigmas(0.3, 0.0)), pair(0.0, 0.0))


def fresh(sigma, sigma_next):
    return sigma_next * (1 - (sigma_next / sigma) ** 2) ** 0.5


@mistake(
    "Deviations do not subtract, variances do: down is √(σ_next² − up²).",
    id="deviations-subtracted",
)
def subtracted(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta * fresh(sigma, sigma_next))
    return sigma_next - up, up


@mistake("down and up are standard deviations: take the roots.", id="std-for-variance")
def variances(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta * fresh(sigma, sigma_next)) ** 2
    return sigma_next**2 - up, up


@mistake("First how far down, then how much up.", id="down-and-up-swapped")
def swapped(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta * fresh(sigma, sigma_next))
    return up, (sigma_next**2 - up**2) ** 0.5


@mistake("The room for fresh noise is made below σ_next: down is less.", id="fresh-noise-on-top")
def on_top(sigma, sigma_next, eta=1.0):
    return sigma_next, min(sigma_next, eta * fresh(sigma, sigma_next))


@mistake("η multiplies the standard deviation of the fresh noise.", id="eta-scales-variance")
def eta_on_variance(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta**0.5 * fresh(sigma, sigma_next))
    return (sigma_next**2 - up**2) ** 0.5, up


@mistake("η says how much fresh noise there is; yours takes all.", id="eta-ignored")
def eta_ignored(sigma, sigma_next, eta=1.0):
    up = fresh(sigma, sigma_next)
    return (sigma_next**2 - up**2) ** 0.5, up


@mistake("What DDPM adds is less: σ_next²·(σ² − σ_next²)/σ².", id="fresh-noise-of-the-whole-step")
def whole_step(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta * (sigma**2 - sigma_next**2) ** 0.5)
    return (sigma_next**2 - up**2) ** 0.5, up


@mistake("Half-way down is not σ_next²/σ.", id="down-is-half")
def half_way(sigma, sigma_next, eta=1.0):
    up = min(sigma_next, eta * sigma_next * 3**0.5 / 2)
    return (sigma_next**2 - up**2) ** 0.5, up


@mistake("Fresh noise can be no more than σ_next: take the smaller.", id="fresh-noise-unbounded")
def unbounded(sigma, sigma_next, eta=1.0):
    up = eta * fresh(sigma, sigma_next)
    return max(sigma_next**2 - up**2, 0) ** 0.5, up


@mistake("η reduces the fresh noise, and down follows from it.", id="eta-on-fresh-noise-only")
def eta_on_up_only(sigma, sigma_next, eta=1.0):
    up = fresh(sigma, sigma_next)
    return (sigma_next**2 - up**2) ** 0.5, min(sigma_next, eta * up)
