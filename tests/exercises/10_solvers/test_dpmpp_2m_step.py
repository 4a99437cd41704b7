"""Hidden checks of `dpmpp_2m_step`, and the ways in which it is known to go wrong."""

import math
from itertools import pairwise

import torch

from tutor.grading.checks import mistake, public, same, worth

LEVELS = [(90.0, 80.0, 57.6), (3.0, 2.0, 1.3), (2.0, 1.0, 0.7), (0.31, 0.3, 0.02)]


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """A noisy batch, a guess, and the one before."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3)]


@worth(3)
def test_looks_ahead_along_two_guesses(learner, reference, generator):
    """(σ_next/σ)·x + (1 − σ_next/σ)·(D + (D − D_old)/(2r))"""
    x, denoised, old = draw(generator)

    for levels in LEVELS:
        expected = reference.dpmpp_2m_step(x, denoised, old, *levels)
        same(learner.dpmpp_2m_step(x, denoised, old, *levels), expected)


@worth(2)
def test_the_first_step_is_of_first_order(learner, reference, generator):
    """With nothing to remember it is Euler's step"""
    x, denoised, _ = draw(generator)

    for _, *levels in LEVELS:
        expected = reference.dpmpp_2m_step(x, denoised, None, None, *levels)
        same(learner.dpmpp_2m_step(x, denoised, None, None, *levels), expected)


@public
def test_the_last_step_returns_the_guess(learner, generator):
    """To σ_next = 0: the guess as it is, whatever the one before"""
    x, denoised, old = draw(generator)

    same(learner.dpmpp_2m_step(x, denoised, old, 1.0, 0.3, 0.0), denoised)
    same(learner.dpmpp_2m_step(x, denoised, None, None, 0.3, 0.0), denoised)


def test_a_guess_that_does_not_change_makes_all_steps_alike(learner, generator):
    """Where D = D_old it lands where Euler's step lands"""
    x, denoised, _ = draw(generator)

    for before, sigma, sigma_next in LEVELS:
        step = learner.dpmpp_2m_step(x, denoised, denoised, before, sigma, sigma_next)
        same(step, denoised + sigma_next / sigma * (x - denoised))


def test_twice_the_steps_leave_a_quarter_of_the_error(learner):
    """Over a fixed stretch, twice the steps leave about a quarter of the error"""
    start = torch.tensor([1.5], dtype=torch.float64)
    true, errors = float(start) * (1.25 / 5) ** 0.5, []
    for steps in (40, 80):
        levels = [2 * (0.5 / 2) ** (i / steps) for i in range(steps + 1)]
        x, old, before = start, None, None
        for here, there in pairwise(levels):
            denoised = x / (1 + here**2)
            x = learner.dpmpp_2m_step(x, denoised, old, before, here, there)
            old, before = denoised, here
        errors.append(abs(float(x) - true))

    ratio = errors[0] / max(errors[1], 1e-15)

    assert 3.4 < ratio < 4.6, (
        f"twice the steps should leave about a quarter of the error, not 1/{ratio:.2g}"
    )


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, and float32 stays float32"""
    for shape in ((4,), (1, 2), (2, 3, 4, 5)):
        x, denoised, old = draw(generator, shape, torch.float32)
        expected = reference.dpmpp_2m_step(x, denoised, old, 3.0, 2.0, 1.3)
        same(learner.dpmpp_2m_step(x, denoised, old, 3.0, 2.0, 1.3), expected)


def step(x, denoised, old, before, sigma, sigma_next, ahead, kept=None):
    """The right step, but for how it looks ahead and what it keeps of x."""
    kept = sigma_next / sigma if kept is None else kept
    if old is not None and sigma_next != 0:
        ratio = math.log(before / sigma) / math.log(sigma / sigma_next)
        denoised = ahead(denoised, old, ratio)
    return kept * x + (1 - kept) * denoised


def right(denoised, old, ratio):
    return denoised + (denoised - old) / (2 * ratio)


@mistake("That is first order: the guess before is not used.", id="memory-unused")
def memory_unused(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, None, None, sigma, sigma_next, right)


@mistake("Half of the way: (D − D_old)/(2r).", id="lookahead-not-halved")
def not_halved(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, old, before, sigma, sigma_next, lambda d, o, r: d + (d - o) / r)


@mistake("The guess goes on as it came: from D_old through D, and ahead.", id="lookahead-backwards")
def backwards(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, old, before, sigma, sigma_next, lambda d, o, r: d - (d - o) / (2 * r))


@mistake("r is the last step over this one: yours is upside down.", id="lookahead-ratio-inverted")
def ratio_inverted(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, old, before, sigma, sigma_next, lambda d, o, r: d + r * (d - o) / 2)


@mistake("Steps differ in length: divide by 2r, not by 2.", id="lookahead-without-ratio")
def without_ratio(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, old, before, sigma, sigma_next, lambda d, o, r: d + (d - o) / 2)


@mistake(
    "Lengths are measured in λ = −log σ: r is a ratio of logarithms, not of differences of σ.",
    id="lengths-in-sigma",
)
def lengths_in_sigma(x, denoised, old, before, sigma, sigma_next):
    return step(
        x,
        denoised,
        old,
        before,
        sigma,
        sigma_next,
        lambda d, o, r: d + (d - o) * (sigma - sigma_next) / (2 * (before - sigma)),
    )


@mistake("The mean of both guesses looks back, not ahead.", id="guesses-averaged")
def averaged(x, denoised, old, before, sigma, sigma_next):
    return step(x, denoised, old, before, sigma, sigma_next, lambda d, o, r: (d + o) / 2)


@mistake("At first there is nothing to remember: D_old is None.", id="first-step-remembers")
def remembers_nothing(x, denoised, old, before, sigma, sigma_next):
    ratio = math.log(before / sigma) / math.log(sigma / sigma_next) if sigma_next else math.inf
    return step(x, right(denoised, old, ratio), None, None, sigma, sigma_next, right)


@mistake(
    "To σ_next = 0 the step is infinitely long, and the guess is returned as it is.",
    id="last-step-looks-ahead",
)
def looks_beyond_the_end(x, denoised, old, before, sigma, sigma_next):
    if sigma_next == 0 and old is not None:
        return denoised + (denoised - old) / 2
    return step(x, denoised, old, before, sigma, sigma_next, right)


@mistake("log(0) at the last step: return the guess there.", id="last-step-looks-ahead")
def logarithm_of_zero(x, denoised, old, before, sigma, sigma_next):
    h = math.log(sigma / sigma_next)
    ahead = denoised if old is None else right(denoised, old, math.log(before / sigma) / h)
    return math.exp(-h) * x - math.expm1(-h) * ahead


@mistake("1 − e^−h, not e^−h − 1: the guess is mixed in, not taken out.", id="guess-taken-out")
def guess_taken_out(x, denoised, old, before, sigma, sigma_next):
    kept = sigma_next / sigma
    return 2 * kept * x - step(x, denoised, old, before, sigma, sigma_next, right)


@mistake("e^−h is σ_next/σ, so that the noise shrinks with σ.", id="kept-whole-sample")
def keeps_all(x, denoised, old, before, sigma, sigma_next):
    kept = sigma_next / sigma
    return step(x, denoised, old, before, sigma, sigma_next, right) + (1 - kept) * x
