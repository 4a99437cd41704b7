"""Hidden checks of `predict_eps_from_x0`, and the ways in which it is known to go wrong."""

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
    """ε̂ = (x_t − √ᾱ_t·x̂_0)/√(1−ᾱ_t)"""
    batch = draw(generator, (6, 2))

    same(
        learner.predict_eps_from_x0(*batch, ALPHA_BAR),
        reference.predict_eps_from_x0(*batch, ALPHA_BAR),
    )


@worth(2)
def test_samples_of_any_shape(learner, reference, generator):
    """Each sample has its own t, and any shape: points, sound, pictures, plain numbers"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        same(
            learner.predict_eps_from_x0(*batch, ALPHA_BAR),
            reference.predict_eps_from_x0(*batch, ALPHA_BAR),
        )


def test_first_and_last_step(learner, reference, generator):
    """The first step and the last"""
    one, other, _ = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    same(
        learner.predict_eps_from_x0(one, other, t, ALPHA_BAR),
        reference.predict_eps_from_x0(one, other, t, ALPHA_BAR),
    )


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = (*draw(generator, (6, 2), torch.float32), ALPHA_BAR.float())

    same(learner.predict_eps_from_x0(*batch), reference.predict_eps_from_x0(*batch))


@public
def test_by_hand(learner):
    """ᾱ = 0.64, x_t = 1, x̂_0 = 2: ε̂ = (1 − 1.6)/0.6 = −1"""
    one = torch.ones(1, 2, dtype=torch.float64)
    table = torch.tensor([0.64], dtype=torch.float64)

    same(learner.predict_eps_from_x0(one, 2 * one, torch.tensor([0]), table), -one)


def test_undoes_the_jump(learner, generator):
    """The true clean sample leads to the true noise"""
    x0, noise, t = draw(generator, (6, 3))
    signal = per_sample(ALPHA_BAR[t], x0)
    xt = signal.sqrt() * x0 + (1 - signal).sqrt() * noise

    same(learner.predict_eps_from_x0(xt, x0, t, ALPHA_BAR), noise)


@mistake("What is left is √(1−ᾱ_t)·ε. Divide by √(1−ᾱ_t).", id="noise-not-scaled")
def undivided(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return xt - signal.sqrt() * x0


@mistake("x_t holds √ᾱ_t·x_0, not all of x_0. Take away that much.", id="signal-not-shrunk")
def difference(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - x0) / (1 - signal).sqrt()


@mistake(
    "The noise is no plain difference: both parts of x_t have weights.", id="noise-is-a-difference"
)
def bare_difference(xt, x0, t, alpha_bar):
    return xt - x0


@mistake("ᾱ_t is a share of variance: the weights are its roots.", id="weights-not-sqrt")
def unrooted(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - signal * x0) / (1 - signal)


@mistake(
    "1−ᾱ_t is the variance of the noise. Divide by its weight, √(1−ᾱ_t).",
    id="noise-weight-not-sqrt",
)
def noise_unrooted(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - signal.sqrt() * x0) / (1 - signal)


@mistake("The weight of x_0 is √ᾱ_t.", id="signal-weight-not-sqrt")
def signal_unrooted(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - signal * x0) / (1 - signal).sqrt()


@mistake(
    "The weights are swapped: √ᾱ_t belongs to x_0, √(1−ᾱ_t) to the noise.", id="weights-swapped"
)
def swapped(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal).sqrt() * x0) / signal.sqrt()


@mistake(
    "The sign is wrong: noise is x_t less the signal, not the signal less x_t.",
    id="difference-turned-round",
)
def turned_round(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (signal.sqrt() * x0 - xt) / (1 - signal).sqrt()


@mistake(
    "The jump multiplied the noise by √(1−ᾱ_t). Going back divides by it.",
    id="multiplied-for-divided",
)
def multiplied(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - signal.sqrt() * x0) * (1 - signal).sqrt()


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(xt, x0, t, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], xt)
    return (xt - signal.sqrt() * x0) / (1 - signal).sqrt()


@mistake("All samples get the t of the first. Use t for each of them.", id="first-t-only")
def first_t(xt, x0, t, alpha_bar):
    signal = alpha_bar[t[0]]
    return (xt - signal.sqrt() * x0) / (1 - signal).sqrt()


@mistake(
    "Your numbers are lined up with the last axis, not with the samples: (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(xt, x0, t, alpha_bar):
    signal = alpha_bar[t]
    return (xt - signal.sqrt() * x0) / (1 - signal).sqrt()


@mistake("Yours takes pictures only: shape (B, 1, 1, 1) fits no points.", id="pictures-only")
def for_pictures(xt, x0, t, alpha_bar):
    signal = alpha_bar[t].reshape(-1, 1, 1, 1)
    return (xt - signal.sqrt() * x0) / (1 - signal).sqrt()


equivalent("xt.ndim", "x0.ndim", because="the guess has the shape of the sample")
