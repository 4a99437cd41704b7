"""Hidden checks of `q_mean_var`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
SHAPES = [(6, 2), (1, 3), (4, 1, 9), (2, 3, 4, 6), (5,), (4, 4)]


def draw(generator, shape, dtype=torch.float64):
    """A clean batch and a t for each sample."""
    x0 = torch.randn(shape, generator=generator, dtype=dtype)
    return x0, 1 + torch.randperm(998, generator=generator)[: shape[0]]


@worth(2)
def test_mean(learner, reference, generator):
    """The mean is √ᾱ_t·x_0, for samples of any shape"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        same(learner.q_mean_var(*batch, ALPHA_BAR)[0], reference.q_mean_var(*batch, ALPHA_BAR)[0])


@worth(2)
def test_variance(learner, reference, generator):
    """The variance is 1−ᾱ_t, one number for each sample, shape (B, 1, …, 1)"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        same(learner.q_mean_var(*batch, ALPHA_BAR)[1], reference.q_mean_var(*batch, ALPHA_BAR)[1])


@public
def test_by_hand(learner):
    """ᾱ = 0.64: a mean of 0.8·x_0 and a variance of 0.36"""
    table = torch.tensor([0.64], dtype=torch.float64)
    x0 = torch.tensor([[1.0, -2.0]], dtype=torch.float64)

    mean, variance = learner.q_mean_var(x0, torch.tensor([0]), table)

    same(mean, 0.8 * x0)
    same(variance, torch.tensor([[0.36]], dtype=torch.float64))


def test_first_and_last_step(learner, reference, generator):
    """t = 0 has one step of noise already, t = T−1 all of them"""
    x0, _ = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    found, expected = learner.q_mean_var(x0, t, ALPHA_BAR), reference.q_mean_var(x0, t, ALPHA_BAR)
    same(found[0], expected[0])
    same(found[1], expected[1])


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = (*draw(generator, (6, 2), torch.float32), ALPHA_BAR.float())

    found, expected = learner.q_mean_var(*batch), reference.q_mean_var(*batch)
    same(found[0], expected[0])
    same(found[1], expected[1])


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


@mistake("The mean is scaled by √ᾱ_t: ᾱ_t is a share of variance.", id="weights-not-sqrt")
def mean_unrooted(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * x0, 1 - signal


@mistake(
    "√(1−ᾱ_t) is the standard deviation. The variance is its square, 1−ᾱ_t.", id="std-for-variance"
)
def deviation(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0, (1 - signal).sqrt()


@mistake(
    "ᾱ_t is the share of signal. The variance is that of the noise, 1−ᾱ_t.", id="alpha-bar-is-noise"
)
def signal_for_noise(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0, signal


@mistake(
    "√(1−ᾱ_t) is the weight of the noise. The mean is what is left without noise: √ᾱ_t·x_0.",
    id="weights-swapped",
)
def mean_of_the_noise(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return (1 - signal).sqrt() * x0, 1 - signal


@mistake(
    "x_0 is given here: it does not vary, and its own variance has no part in this one.",
    id="variance-always-one",
)
def whole_variance(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0, torch.ones_like(signal)


@mistake("The mean shrinks with the signal: √ᾱ_t·x_0, not x_0.", id="signal-not-shrunk")
def mean_unshrunk(x0, t, alpha_bar):
    return x0.clone(), 1 - per_sample(alpha_bar[t], x0)


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], x0)
    return signal.sqrt() * x0, 1 - signal


@mistake("All samples get the t of the first. Use t for each of them.", id="first-t-only")
def first_t(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t[:1]].expand(len(t)), x0)
    return signal.sqrt() * x0, 1 - signal


@mistake(
    "Your numbers are lined up with the last axis, not with the samples: shape (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(x0, t, alpha_bar):
    signal = alpha_bar[t]
    return signal.sqrt() * x0, 1 - signal


@mistake("Variance first, mean second: return them the other way round.", id="answers-swapped")
def turned_round(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return 1 - signal, signal.sqrt() * x0


@mistake(
    "The variance has one number for each sample, shape (B, 1, …, 1), not one for each entry.",
    id="variance-spread-out",
)
def spread(x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0, (1 - signal).expand(x0.shape).clone()
