"""Hidden checks of `snr`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

DDPM = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


@worth(2)
def test_is_signal_over_noise(learner, reference, generator):
    """SNR = ᾱ / (1 − ᾱ)"""
    alpha_bar = 0.02 + 0.96 * torch.rand(9, generator=generator, dtype=torch.float64)

    same(learner.snr(alpha_bar), reference.snr(alpha_bar))


def test_schedule_of_a_thousand_steps(learner, reference):
    """Ho's schedule: 9999 at the first step, 0.00004 at the last"""
    same(learner.snr(DDPM), reference.snr(DDPM))


@public
def test_equal_shares_give_one(learner):
    """Where ᾱ is one half, signal and noise are equally strong"""
    half = torch.tensor([0.5], dtype=torch.float64)

    same(learner.snr(half), torch.ones_like(half))


@public
def test_no_signal_gives_zero(learner):
    """Where nothing is left, the ratio is 0"""
    alpha_bar = torch.tensor([0.75, 0.0], dtype=torch.float64)

    same(learner.snr(alpha_bar), torch.tensor([3.0, 0.0], dtype=torch.float64))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    alpha_bar = 0.02 + 0.96 * torch.rand(9, generator=generator)

    same(learner.snr(alpha_bar), reference.snr(alpha_bar))


@mistake("That is noise over signal. Signal comes first: at t = 1 it is 9999.", id="snr-inverted")
def inverted(alpha_bar):
    return (1 - alpha_bar) / alpha_bar


@mistake(
    "That is the ratio of the two weights. The SNR is a ratio of variances, without a root.",
    id="std-for-variance",
)
def of_weights(alpha_bar):
    return (alpha_bar / (1 - alpha_bar)).sqrt()


@mistake("ᾱ and 1−ᾱ are variances already: they are not squared.", id="share-squared")
def squared(alpha_bar):
    return (alpha_bar / (1 - alpha_bar)) ** 2


@mistake("That is its logarithm. Asked is the ratio itself.", id="snr-logarithm")
def logarithm(alpha_bar):
    return torch.log(alpha_bar / (1 - alpha_bar))


@mistake("That is half its logarithm, λ. Asked is the ratio itself.", id="snr-logarithm")
def half_logarithm(alpha_bar):
    return torch.log(alpha_bar / (1 - alpha_bar)) / 2


@mistake("That is its logarithm in decibels. Asked is the ratio itself.", id="snr-logarithm")
def decibels(alpha_bar):
    return 10 * torch.log10(alpha_bar / (1 - alpha_bar))


@mistake("ᾱ alone is a share of the whole. Divide by the share of noise.", id="share-for-ratio")
def share(alpha_bar):
    return alpha_bar.clone()


@mistake("1/(1−ᾱ) is the whole over the noise. Signal over noise is ᾱ/(1−ᾱ).", id="share-for-ratio")
def whole_over_noise(alpha_bar):
    return 1 / (1 - alpha_bar)


@mistake("The variance of the noise is 1−ᾱ, without a root.", id="std-for-variance")
def noise_rooted(alpha_bar):
    return alpha_bar / (1 - alpha_bar).sqrt()


@mistake("The variance of the signal is ᾱ, without a root.", id="std-for-variance")
def signal_rooted(alpha_bar):
    return alpha_bar.sqrt() / (1 - alpha_bar)


@mistake("alpha_bar is multiplied up already: ᾱ, not β.", id="alpha-bar-taken-for-betas")
def from_betas(alpha_bar):
    left = torch.cumprod(1 - alpha_bar, dim=0)
    return left / (1 - left)


@mistake(
    "Signal and noise are compared by a quotient, not a difference.", id="difference-for-ratio"
)
def difference(alpha_bar):
    return alpha_bar - (1 - alpha_bar)
