"""Hidden checks of `v_target`, and the ways in which it is known to go wrong."""

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


@worth(3)
def test_the_formula(learner, reference, generator):
    """v = √ᾱ_t·noise − √(1−ᾱ_t)·x_0"""
    batch = draw(generator, (6, 2))

    same(learner.v_target(*batch, ALPHA_BAR), reference.v_target(*batch, ALPHA_BAR))


@worth(2)
def test_samples_of_any_shape(learner, reference, generator):
    """Each sample has its own t, and any shape: points, sound, pictures, plain numbers"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        same(learner.v_target(*batch, ALPHA_BAR), reference.v_target(*batch, ALPHA_BAR))


def test_first_and_last_step(learner, reference, generator):
    """The first step and the last"""
    one, other, _ = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    same(learner.v_target(one, other, t, ALPHA_BAR), reference.v_target(one, other, t, ALPHA_BAR))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = (*draw(generator, (6, 2), torch.float32), ALPHA_BAR.float())

    same(learner.v_target(*batch), reference.v_target(*batch))


@public
def test_by_hand(learner):
    """ᾱ = 0.64, x_0 = 1, noise = 2: v = 1.6 − 0.6 = 1"""
    one = torch.ones(1, 2, dtype=torch.float64)
    table = torch.tensor([0.64], dtype=torch.float64)

    same(learner.v_target(one, 2 * one, torch.tensor([0]), table), one)


@mistake(
    "Noise and x_0 have each other's weights: at small t, v is almost the noise.",
    id="v-weights-swapped",
)
def swapped(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return (1 - signal).sqrt() * noise - signal.sqrt() * x0


@mistake("v holds x_0 with a minus. With a plus it is neither v nor x_t.", id="v-sign")
def plus(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * noise + (1 - signal).sqrt() * x0


@mistake(
    "The signs are swapped: at small t, v is almost the noise, not minus the noise.", id="v-sign"
)
def turned_round(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return (1 - signal).sqrt() * x0 - signal.sqrt() * noise


@mistake("That is x_t itself. v is the direction in which it turns.", id="v-is-the-sample")
def the_sample(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


@mistake(
    "v is no plain difference: each part has a weight that depends on t.", id="v-is-a-difference"
)
def difference(x0, noise, t, alpha_bar):
    return noise - x0


@mistake("ᾱ_t is a share of variance: the weights are its roots.", id="weights-not-sqrt")
def unrooted(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * noise - (1 - signal) * x0


@mistake("The weight of the noise is √ᾱ_t.", id="signal-weight-not-sqrt")
def noise_unrooted(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal * noise - (1 - signal).sqrt() * x0


@mistake("The weight of x_0 is √(1−ᾱ_t).", id="noise-weight-not-sqrt")
def x0_unrooted(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t], x0)
    return signal.sqrt() * noise - (1 - signal) * x0


@mistake("That is the noise. v mixes in x_0.", id="only-one-target")
def the_noise(x0, noise, t, alpha_bar):
    return noise.clone()


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(x0, noise, t, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], x0)
    return signal.sqrt() * noise - (1 - signal).sqrt() * x0


@mistake("All samples get the t of the first. Use t for each of them.", id="first-t-only")
def first_t(x0, noise, t, alpha_bar):
    signal = alpha_bar[t[0]]
    return signal.sqrt() * noise - (1 - signal).sqrt() * x0


@mistake(
    "Your numbers are lined up with the last axis, not with the samples: (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(x0, noise, t, alpha_bar):
    signal = alpha_bar[t]
    return signal.sqrt() * noise - (1 - signal).sqrt() * x0


@mistake("Yours takes pictures only: shape (B, 1, 1, 1) fits no points.", id="pictures-only")
def for_pictures(x0, noise, t, alpha_bar):
    signal = alpha_bar[t].reshape(-1, 1, 1, 1)
    return signal.sqrt() * noise - (1 - signal).sqrt() * x0


equivalent("x0.ndim", "noise.ndim", because="the noise has the shape of the sample")
