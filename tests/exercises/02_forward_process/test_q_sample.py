"""Hidden checks of `q_sample`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


def draw(generator, shape, dtype=torch.float64):
    """A clean batch, a t for each sample, all of them different, and noise."""
    x0 = torch.randn(shape, generator=generator, dtype=dtype)
    t = 1 + torch.randperm(998, generator=generator)[: shape[0]]
    noise = torch.randn(shape, generator=generator, dtype=dtype)
    return x0, t, noise


@worth(3)
def test_mixes_signal_and_noise_by_the_closed_form(learner, reference, generator):
    """x_t = √ᾱ_t·x_0 + √(1−ᾱ_t)·noise"""
    batch = draw(generator, (6, 2))

    same(learner.q_sample(*batch, ALPHA_BAR), reference.q_sample(*batch, ALPHA_BAR))


@worth(2)
def test_every_sample_has_a_t_of_its_own(learner, reference, generator):
    """Each sample gets its own t, also where the batch is as long as a sample is wide"""
    for shape in ((4, 4), (3, 2, 5, 3)):
        batch = draw(generator, shape)
        same(learner.q_sample(*batch, ALPHA_BAR), reference.q_sample(*batch, ALPHA_BAR))


@worth(2)
def test_samples_of_any_shape(learner, reference, generator):
    """Points (B, 2), also B = 1; sound (B, C, L), pictures (B, C, H, W), plain numbers (B,)"""
    for shape in ((1, 2), (4, 1, 9), (2, 3, 4, 6), (5,)):
        batch = draw(generator, shape)
        same(learner.q_sample(*batch, ALPHA_BAR), reference.q_sample(*batch, ALPHA_BAR))


def test_first_and_last_step(learner, reference, generator):
    """t = 0 has one step of noise already, t = T−1 all of them"""
    x0, _, noise = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    same(learner.q_sample(x0, t, noise, ALPHA_BAR), reference.q_sample(x0, t, noise, ALPHA_BAR))


def test_uses_the_noise_it_is_given(learner, generator):
    """Without noise, only √ᾱ_t·x_0 is left: no noise is drawn inside"""
    x0, t, _ = draw(generator, (5, 2))
    signal = ALPHA_BAR[t].sqrt()[:, None]  # (B, 1)

    same(learner.q_sample(x0, t, torch.zeros_like(x0), ALPHA_BAR), signal * x0)


def test_takes_the_schedule_it_is_given(learner, reference, generator):
    """Another schedule, of four steps"""
    x0, _, noise = draw(generator, (4, 3))
    t = torch.tensor([2, 0, 3, 1])
    alpha_bar = torch.tensor([0.9, 0.5, 0.2, 0.01], dtype=torch.float64)

    same(learner.q_sample(x0, t, noise, alpha_bar), reference.q_sample(x0, t, noise, alpha_bar))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = draw(generator, (6, 2), torch.float32)

    expected = reference.q_sample(*batch, ALPHA_BAR.float())
    same(learner.q_sample(*batch, ALPHA_BAR.float()), expected)


@public
def test_nothing_stays_nothing(learner):
    """Without signal and noise zeros are left, in the shape and dtype of x0"""
    nothing = torch.zeros(3, 1, 4, 5)
    table = torch.tensor([0.9, 0.5, 0.1])

    same(learner.q_sample(nothing, torch.tensor([2, 0, 1]), nothing, table), nothing)


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


@mistake(
    "ᾱ_t is a share of variance: the weights of x0 and noise are its square roots.",
    id="weights-not-sqrt",
)
def unrooted(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * x0 + (1 - signal) * noise


@mistake(
    "1 − ᾱ_t is the variance of the noise. Its weight is the standard deviation, √(1−ᾱ_t).",
    id="noise-weight-not-sqrt",
)
def noise_unrooted(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 + (1 - signal) * noise


@mistake(
    "The noise has its root, the signal has not: the weight of x0 is √ᾱ_t.",
    id="signal-weight-not-sqrt",
)
def signal_unrooted(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * x0 + (1 - signal).sqrt() * noise


@mistake(
    "Your weights add up to 1, but it is their squares that must: √(1−ᾱ_t), not 1−√ᾱ_t.",
    id="weights-sum-to-one",
)
def weights_that_add_up(x0, t, noise, alpha_bar):
    weight = per_sample(alpha_bar[t].sqrt(), x0)
    return weight * x0 + (1 - weight) * noise


@mistake(
    "The weights are swapped: yours is noisy at first and clean at last. √ᾱ_t belongs to x0.",
    id="weights-swapped",
)
def swapped(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return (1 - signal).sqrt() * x0 + signal.sqrt() * noise


@mistake(
    "You looked up t − 1. t is an index already: entry t holds the noise of t + 1 steps.",
    id="t-counted-from-one",
)
def one_early(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "You looked up t + 1. Entry 0 is not the clean sample: it already holds one step of noise.",
    id="index-one-step-late",
)
def one_late(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t + 1], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "The whole batch got the noise level of its first sample. Each sample has its own t.",
    id="first-t-only",
)
def first_t(x0, t, noise, alpha_bar):
    signal = alpha_bar[t[0]]
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "alpha_bar[t] was lined up with the last axis. Its shape must be (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_last_axis(x0, t, noise, alpha_bar):
    signal = alpha_bar[t]
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "Your shape fits pictures (B, C, H, W) alone. Take the number of dimensions from x0.ndim.",
    id="pictures-only",
)
def four_dimensions(x0, t, noise, alpha_bar):
    signal = alpha_bar[t][:, None, None, None]
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "Your shape fits points (B, D) alone. Take the number of dimensions from x0.ndim.",
    id="points-only",
)
def two_dimensions(x0, t, noise, alpha_bar):
    signal = alpha_bar[t][:, None]
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "The noise is taken away where it should be added. Going back comes in a later lesson.",
    id="noise-subtracted",
)
def minus(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 - (1 - signal).sqrt() * noise


@mistake(
    "x0 keeps its full size, so the signal never fades. It is multiplied by √ᾱ_t.",
    id="signal-not-shrunk",
)
def unshrunk(x0, t, noise, alpha_bar):
    return x0 + (1 - per_sample(alpha_bar[t], x0)).sqrt() * noise


@mistake(
    "The noise comes in at full size at every t. It is multiplied by √(1−ᾱ_t).",
    id="noise-not-scaled",
)
def unscaled(x0, t, noise, alpha_bar):
    return per_sample(alpha_bar[t], x0).sqrt() * x0 + noise


@mistake(
    "You drew new noise instead of using the argument. Who calls it must know what was mixed in.",
    id="noise-drawn-inside",
)
def fresh(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * torch.randn_like(x0)


@mistake(
    "You multiplied alpha_bar up once more. It is a running product already: look it up at t.",
    id="cumulated-twice",
)
def twice(x0, t, noise, alpha_bar):
    signal = per_sample(torch.cumprod(alpha_bar, dim=0)[t], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "alpha_bar was treated as betas: 1 − ᾱ_t stands where ᾱ_t belongs, and multiplied up.",
    id="alpha-bar-taken-for-betas",
)
def as_betas(x0, t, noise, alpha_bar):
    signal = per_sample(torch.cumprod(1 - alpha_bar, dim=0)[t], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "That is one step, not the jump: its share is α_t = ᾱ_t / ᾱ_{t−1}. From x_0 it is ᾱ_t.",
    id="step-not-jump",
)
def last_step_only(x0, t, noise, alpha_bar):
    before = torch.cat([torch.ones_like(alpha_bar[:1]), alpha_bar[:-1]])
    share = per_sample((alpha_bar / before)[t], x0)
    return share.sqrt() * x0 + (1 - share).sqrt() * noise


@mistake(
    "The noise is missing. What is left at t is √ᾱ_t·x0 and noise of weight √(1−ᾱ_t).",
    id="noise-forgotten",
)
def only_shrunk(x0, t, noise, alpha_bar):
    return per_sample(alpha_bar[t], x0).sqrt() * x0


@mistake(
    "Yours divided by √ᾱ_t: the signal keeps its size and the noise grows past all bounds. Here "
    "the signal shrinks.",
    id="variance-exploding",
)
def exploding(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return x0 + ((1 - signal) / signal).sqrt() * noise


@mistake(
    "You went from x0 to the noise in a straight line through t. How far to go, alpha_bar says.",
    id="straight-line-in-t",
)
def straight_line(x0, t, noise, alpha_bar):
    share = per_sample(t / len(alpha_bar), x0)
    return (1 - share) * x0 + share * noise


@mistake(
    "You went from x0 to the noise in a straight line through t. How far to go, alpha_bar says.",
    id="straight-line-in-t",
)
def straight_line_to_the_last(x0, t, noise, alpha_bar):
    share = per_sample(t / (len(alpha_bar) - 1), x0)
    return (1 - share) * x0 + share * noise


@mistake(
    "ᾱ_t is the square of the signal's weight already: the weights are √ᾱ_t and √(1−ᾱ_t).",
    id="share-squared",
)
def share_squared(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * x0 + (1 - signal**2).sqrt() * noise


@mistake(
    "ᾱ_t is a share of variance already: the noise has 1−ᾱ_t of it, not 1−ᾱ_t².",
    id="share-squared",
)
def share_squared_for_the_noise(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 + (1 - signal**2).sqrt() * noise


@mistake(
    "The root comes last: the weight of the noise is √(1−ᾱ_t), not √(1−√ᾱ_t).",
    id="root-too-early",
)
def root_of_the_rest(x0, t, noise, alpha_bar):
    weight = per_sample(alpha_bar[t], x0).sqrt()
    return weight * x0 + (1 - weight).sqrt() * noise


@mistake(
    "Both got the weight √ᾱ_t. What the signal loses, the noise gains: its weight is √(1−ᾱ_t).",
    id="one-weight-for-both",
)
def one_weight(x0, t, noise, alpha_bar):
    return per_sample(alpha_bar[t], x0).sqrt() * (x0 + noise)


@mistake(
    "t is looked up in no table: the first ᾱ went to the first sample. Take alpha_bar[t].",
    id="t-never-used",
)
def first_entries(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[: len(x0)], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake("The variance of the noise is 1−ᾱ_t, not 1+ᾱ_t: together it is 1.", id="variance-grows")
def one_plus(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 + (1 + signal).sqrt() * noise


@mistake(
    "You looked up t + 1. Entry 0 is not the clean sample: it already holds one step of noise.",
    id="index-one-step-late",
)
def one_late_with_a_last(x0, t, noise, alpha_bar):
    signal = per_sample(alpha_bar[(t + 1).clamp(max=len(alpha_bar) - 1)], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


equivalent("x0.ndim", "noise.ndim", because="the noise has the shape of x0")
