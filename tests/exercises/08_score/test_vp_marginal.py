"""Hidden checks of `vp_marginal`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth


def times(generator, count=6, dtype=torch.float64):
    """Between 0.05 and 1, in no order."""
    return 0.05 + 0.95 * torch.rand(count, generator=generator, dtype=dtype)


@worth(2)
def test_integrates_the_noise_rate(learner, reference, generator):
    """(exp(−½∫β), √(1−exp(−∫β)))"""
    t = times(generator)

    same(learner.vp_marginal(t), reference.vp_marginal(t))


def test_known_values(learner):
    """t = 0.5 and t = 1: 0.2812 and 0.00659 of the sample are left"""
    t = torch.tensor([0.1, 0.5, 1.0], dtype=torch.float64)
    left = [0.946721798820598, 0.281182880796752, 0.00657158649492962]
    noise = [0.322052535524704, 0.959654202068036, 0.999978406892339]

    mean_coef, std = learner.vp_marginal(t)

    same(mean_coef, torch.tensor(left, dtype=torch.float64))
    same(std, torch.tensor(noise, dtype=torch.float64))


@worth(2)
def test_any_rates(learner, reference, generator):
    """beta_min and beta_max as they are given, also where the rate stays as it is"""
    t = times(generator)

    for rates in ((0.5, 3.0), (2.0, 2.0), (0.0, 7.0)):
        same(learner.vp_marginal(t, *rates), reference.vp_marginal(t, *rates))


@public
def test_the_squares_add_up_to_one(learner, generator):
    """mean_coef² + std² = 1"""
    t = times(generator)

    mean_coef, std = learner.vp_marginal(t, 0.3, 9.0)

    same(mean_coef**2 + std**2, torch.ones_like(t))
    same(mean_coef < 1, torch.ones_like(t, dtype=torch.bool))


def test_many_small_steps_come_to_the_same(learner):
    """A product of a million small steps comes close"""
    steps = 1_000_000
    betas = (0.1 + 19.9 * (torch.arange(steps, dtype=torch.float64) + 0.5) / steps) / steps
    left = torch.log1p(-betas).sum().exp().sqrt()

    mean_coef, _ = learner.vp_marginal(torch.ones(1, dtype=torch.float64))

    same(mean_coef, left[None], rtol=1e-3)


def test_float32(learner, reference, generator):
    """float32 times give float32 answers"""
    t = times(generator, 4, torch.float32)

    same(learner.vp_marginal(t), reference.vp_marginal(t), rtol=1e-3)


def marginal(log_mean):
    return log_mean.exp(), (1 - (2 * log_mean).exp()).sqrt()


def right_log(t, low, high):
    return -(t**2) * (high - low) / 4 - t * low / 2


@mistake(
    "∫β is t·beta_min + ½t²·(beta_max − beta_min): a rate that rises is not its end times t.",
    id="area-under-constant-rate",
)
def constant_rate(t, low=0.1, high=20.0):
    return marginal(-t * (low + t * (high - low)) / 2)


@mistake("That is ᾱ, the share. The factor on x_0 is its root.", id="root-of-the-share")
def share_for_root(t, low=0.1, high=20.0):
    log_mean = right_log(t, low, high)
    return (2 * log_mean).exp(), (1 - (2 * log_mean).exp()).sqrt()


@mistake("That is the variance of the noise. std is its root.", id="std-for-variance")
def variance_for_std(t, low=0.1, high=20.0):
    log_mean = right_log(t, low, high)
    return log_mean.exp(), 1 - (2 * log_mean).exp()


@mistake("The squares add up to 1, not the factors.", id="weights-sum-to-one")
def factors_sum_to_one(t, low=0.1, high=20.0):
    log_mean = right_log(t, low, high)
    return log_mean.exp(), 1 - log_mean.exp()


@mistake("ᾱ = exp(−∫β), and the factor is its root: half of the integral.", id="share-squared")
def integral_not_halved(t, low=0.1, high=20.0):
    return marginal(2 * right_log(t, low, high))


@mistake("At t = 1 both parts of β count: beta_min as well.", id="rate-without-start")
def start_forgotten(t, low=0.1, high=20.0):
    return marginal(-(t**2) * (high - low) / 4)


@mistake("β rises by beta_max − beta_min, not by beta_max.", id="rate-rises-by-its-end")
def rise_to_the_end(t, low=0.1, high=20.0):
    return marginal(-(t**2) * high / 4 - t * low / 2)


@mistake("What is left falls with time: the exponent is negative.", id="keeps-more")
def grows(t, low=0.1, high=20.0):
    log_mean = -right_log(t, low, high)
    return log_mean.exp(), ((2 * log_mean).exp() - 1).sqrt()


@mistake("First the factor on x_0, then the size of the noise.", id="weights-swapped")
def swapped(t, low=0.1, high=20.0):
    return marginal(right_log(t, low, high))[::-1]


@mistake("The rates are arguments; yours are written in.", id="schedule-made-inside")
def own_rates(t, low=0.1, high=20.0):
    return marginal(right_log(t, 0.1, 20.0))
