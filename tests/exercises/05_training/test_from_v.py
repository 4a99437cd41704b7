"""Hidden checks of `from_v`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)
SHAPES = [(6, 2), (1, 3), (4, 1, 9), (2, 3, 4, 6), (5,), (4, 4)]


def draw(generator, shape, dtype=torch.float64):
    """Two batches and a t for each sample, all of them different."""
    first, second = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    return first, second, 1 + torch.randperm(998, generator=generator)[: shape[0]]


def per_sample(values, x):
    """(B,) as (B, 1, ..., 1)."""
    return values.reshape(-1, *[1] * (x.ndim - 1))


def both(answer, expected):
    """The clean sample, then the noise."""
    for seen, wanted in zip(answer, expected, strict=True):
        same(seen, wanted)


@worth(2)
def test_clean_sample(learner, reference, generator):
    """x̂_0 = √ᾱ_t·x_t − √(1−ᾱ_t)·v"""
    batch = draw(generator, (6, 2))

    same(learner.from_v(*batch, ALPHA_BAR)[0], reference.from_v(*batch, ALPHA_BAR)[0])


@worth(2)
def test_noise(learner, reference, generator):
    """ε̂ = √(1−ᾱ_t)·x_t + √ᾱ_t·v"""
    batch = draw(generator, (6, 2))

    same(learner.from_v(*batch, ALPHA_BAR)[1], reference.from_v(*batch, ALPHA_BAR)[1])


def test_samples_of_any_shape(learner, reference, generator):
    """Each sample has its own t, and any shape: points, sound, pictures, plain numbers"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        both(learner.from_v(*batch, ALPHA_BAR), reference.from_v(*batch, ALPHA_BAR))


def test_undoes_the_turn(learner, generator):
    """From the true v come the clean sample and the noise that made it"""
    x0, noise, t = draw(generator, (6, 3))
    cosine, sine = per_sample(ALPHA_BAR[t], x0).sqrt(), (1 - per_sample(ALPHA_BAR[t], x0)).sqrt()
    xt, v = cosine * x0 + sine * noise, cosine * noise - sine * x0

    both(learner.from_v(xt, v, t, ALPHA_BAR), (x0, noise))


def test_first_and_last_step(learner, reference, generator):
    """The first step and the last, where dividing would blow up errors"""
    xt, v, _ = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    both(learner.from_v(xt, v, t, ALPHA_BAR), reference.from_v(xt, v, t, ALPHA_BAR))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = (*draw(generator, (6, 2), torch.float32), ALPHA_BAR.float())

    both(learner.from_v(*batch), reference.from_v(*batch))


@public
def test_nothing_stays_nothing(learner):
    """From zeros come two batches of zeros, in the shape and dtype of xt"""
    nothing = torch.zeros(3, 1, 4, 5)
    table = torch.tensor([0.9, 0.5, 0.1])

    answer = learner.from_v(nothing, nothing, torch.tensor([2, 0, 1]), table)

    both(answer, (nothing, nothing))


@mistake("You return ε̂ first. The clean sample comes first.", id="answers-swapped")
def turned_round(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (1 - signal).sqrt() * xt + signal.sqrt() * v, signal.sqrt() * xt - (
        1 - signal
    ).sqrt() * v


@mistake("v holds x_0 with a minus, so for x̂_0 it is taken away.", id="v-sign")
def plus(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return signal.sqrt() * xt + (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt + signal.sqrt() * v


@mistake("v holds the noise with a plus, so for ε̂ it is added.", id="v-sign")
def minus(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return signal.sqrt() * xt - (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt - signal.sqrt() * v


@mistake("You turned on by the angle instead of back: both signs are wrong.", id="v-sign")
def turned_on(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return signal.sqrt() * xt + (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt - signal.sqrt() * v


@mistake("v is not x_t less the clean sample.", id="v-is-a-difference")
def difference(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return xt - v, (1 - signal).sqrt() * xt + signal.sqrt() * v


@mistake("ᾱ_t is a share of variance: the weights are its roots.", id="weights-not-sqrt")
def unrooted(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return signal * xt - (1 - signal) * v, (1 - signal) * xt + signal * v


@mistake("You took v for the noise: that is the formula that leads back from ε̂.", id="v-is-noise")
def v_is_noise(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal).sqrt() * v) / signal.sqrt(), v.clone()


@mistake("Both rows have each other's weights: √ᾱ_t belongs to x_t in x̂_0.", id="v-weights-swapped")
def weights_swapped(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (1 - signal).sqrt() * xt - signal.sqrt() * v, signal.sqrt() * xt + (
        1 - signal
    ).sqrt() * v


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(xt, v, t, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], xt)
    return signal.sqrt() * xt - (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt + signal.sqrt() * v


@mistake("All samples get the t of the first. Use t for each of them.", id="first-t-only")
def first_t(xt, v, t, alpha_bar):
    signal = alpha_bar[t[0]]
    return signal.sqrt() * xt - (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt + signal.sqrt() * v


@mistake(
    "Your numbers are lined up with the last axis, not with the samples: (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(xt, v, t, alpha_bar):
    signal = alpha_bar[t]
    return signal.sqrt() * xt - (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt + signal.sqrt() * v


@mistake("Yours takes pictures only: shape (B, 1, 1, 1) fits no points.", id="pictures-only")
def for_pictures(xt, v, t, alpha_bar):
    signal = alpha_bar[t].reshape(-1, 1, 1, 1)
    return signal.sqrt() * xt - (1 - signal).sqrt() * v, (
        1 - signal
    ).sqrt() * xt + signal.sqrt() * v


equivalent("xt.ndim", "v.ndim", because="v has the shape of the sample")
