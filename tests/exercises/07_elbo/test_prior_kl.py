"""Hidden checks of `prior_kl`, and the ways in which it is known to go wrong."""

import math

import torch

from tutor.grading.checks import mistake, public, same, worth

DDPM = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
SHORT = torch.tensor([0.9, 0.7, 0.4], dtype=torch.float64)
"""A schedule that leaves much of the picture."""


def draw(generator, shape, dtype=torch.float64):
    """A clean batch."""
    return torch.randn(shape, generator=generator, dtype=dtype)


@worth(3)
def test_measures_how_far_the_end_is_from_pure_noise(learner, reference, generator):
    """KL(N(√ᾱ_T·x_0, 1 − ᾱ_T) ‖ N(0, 1)), a schedule of three steps"""
    x0 = draw(generator, (4, 3))

    same(learner.prior_kl(x0, SHORT), reference.prior_kl(x0, SHORT))


@worth(2)
def test_thousand_small_steps(learner, reference, generator):
    """The schedule of Ho et al.: about 0.00003 bits for data of variance 1"""
    x0 = draw(generator, (3, 8))

    same(learner.prior_kl(x0, DDPM), reference.prior_kl(x0, DDPM), rtol=1e-6, atol=1e-11)


def test_a_grey_picture_pays_for_the_variance(learner, generator):
    """x_0 = 0 leaves ½·(−ln(1 − ᾱ_T) − ᾱ_T) nats"""
    left = 0.1 + 0.8 * torch.rand((), generator=generator, dtype=torch.float64)
    bits = -((1 - left).log() + left) / 2 / math.log(2)

    answer = learner.prior_kl(torch.zeros(2, 3, dtype=torch.float64), left.reshape(1))

    same(answer, bits.expand(2))


@worth(2)
def test_samples_of_any_shape(learner, reference, generator):
    """The mean runs over a sample: pictures (B, C, H, W), batches of one, plain numbers (B,)"""
    for shape in ((2, 3, 4, 5), (1, 6), (4, 4), (5,)):
        x0 = draw(generator, shape)
        same(learner.prior_kl(x0, SHORT), reference.prior_kl(x0, SHORT))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    x0 = draw(generator, (3, 4), torch.float32)

    same(learner.prior_kl(x0, SHORT.float()), reference.prior_kl(x0, SHORT.float()))


@public
def test_pure_noise_pays_nothing(learner, generator):
    """A schedule that leaves no signal at the end pays nothing, one 0 for each sample"""
    table = torch.tensor([0.5, 0.0], dtype=torch.float64)

    same(learner.prior_kl(draw(generator, (3, 2)), table), torch.zeros(3, dtype=torch.float64))


def bits(x0, signal, mean=None, variance=None):
    """The right one, but for the mean and the variance of the end that are given."""
    mean = signal.sqrt() * x0 if mean is None else mean
    variance = 1 - signal if variance is None else variance
    nats = (-1 - variance.log() + variance + mean**2) / 2
    return nats.reshape(len(x0), -1).mean(dim=1) / math.log(2)


@mistake("Those are nats. One bit is ln 2 nats: divide.", id="nats-for-bits")
def in_nats(x0, alpha_bar):
    return bits(x0, alpha_bar[-1]) * math.log(2)


@mistake(
    "You multiplied by ln 2. One bit is 0.69 nats, so there are more bits.", id="nats-for-bits"
)
def multiplied(x0, alpha_bar):
    return bits(x0, alpha_bar[-1]) * math.log(2) ** 2


@mistake("You added up over a sample. Bits per number are a mean.", id="sum-within-sample")
def summed(x0, alpha_bar):
    return bits(x0, alpha_bar[-1]) * (x0.numel() // len(x0))


@mistake("One answer for each sample, not for the batch.", id="batch-averaged")
def over_the_batch(x0, alpha_bar):
    return bits(x0, alpha_bar[-1]).mean()


@mistake("You kept one answer for each number. Average over a sample.", id="loss-not-averaged")
def not_averaged(x0, alpha_bar):
    signal = alpha_bar[-1]
    return (signal * x0**2 - signal - (1 - signal).log()) / 2 / math.log(2)


@mistake("You took the first ᾱ. The walk ends at the last one.", id="first-for-last")
def first_entry(x0, alpha_bar):
    return bits(x0, alpha_bar[0])


@mistake("The mean is √ᾱ_T·x_0: you forgot the root.", id="signal-weight-not-sqrt")
def unrooted(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], mean=alpha_bar[-1] * x0)


@mistake("x_0 fades on the way: the mean is √ᾱ_T·x_0.", id="signal-not-shrunk")
def unshrunk(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], mean=x0)


@mistake("The variance at the end is 1 − ᾱ_T; yours is its root.", id="std-for-variance")
def deviation(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], variance=(1 - alpha_bar[-1]).sqrt())


@mistake("ᾱ_T is the share of signal; the noise has 1 − ᾱ_T.", id="alpha-bar-is-noise")
def noise_for_signal(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], variance=alpha_bar[-1])


@mistake(
    "You took the variance for 1. It is 1 − ᾱ_T, and that counts where a mean of 0 is left.",
    id="variance-always-one",
)
def variance_one(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], variance=torch.ones_like(alpha_bar[-1]))


@mistake("The mean of the end is missing: a bright picture pays more.", id="kl-without-means")
def without_mean(x0, alpha_bar):
    return bits(x0, alpha_bar[-1], mean=0 * x0)


@mistake(
    "You measured from pure noise to the end of the walk. The end is what happens: it comes first.",
    id="kl-turned-round",
)
def turned_round(x0, alpha_bar):
    signal = alpha_bar[-1]
    nats = ((1 - signal).log() - 1 + (1 + signal * x0**2) / (1 - signal)) / 2
    return nats.reshape(len(x0), -1).mean(dim=1) / math.log(2)


@mistake("The ½ in front is missing.", id="kl-half-forgotten")
def not_halved(x0, alpha_bar):
    return 2 * bits(x0, alpha_bar[-1])
