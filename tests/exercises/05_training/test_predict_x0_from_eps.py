"""Hidden checks of `predict_x0_from_eps`, and the ways in which it is known to go wrong."""

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
    """x̂_0 = (x_t − √(1−ᾱ_t)·ε̂)/√ᾱ_t"""
    batch = draw(generator, (6, 2))

    same(
        learner.predict_x0_from_eps(*batch, ALPHA_BAR),
        reference.predict_x0_from_eps(*batch, ALPHA_BAR),
    )


@worth(2)
def test_samples_of_any_shape(learner, reference, generator):
    """Each sample has its own t, and any shape: points, sound, pictures, plain numbers"""
    for shape in SHAPES:
        batch = draw(generator, shape)
        same(
            learner.predict_x0_from_eps(*batch, ALPHA_BAR),
            reference.predict_x0_from_eps(*batch, ALPHA_BAR),
        )


def test_first_and_last_step(learner, reference, generator):
    """The first step and the last"""
    one, other, _ = draw(generator, (2, 3))
    t = torch.tensor([0, 999])

    same(
        learner.predict_x0_from_eps(one, other, t, ALPHA_BAR),
        reference.predict_x0_from_eps(one, other, t, ALPHA_BAR),
    )


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    batch = (*draw(generator, (6, 2), torch.float32), ALPHA_BAR.float())

    same(learner.predict_x0_from_eps(*batch), reference.predict_x0_from_eps(*batch))


@public
def test_by_hand(learner):
    """ᾱ = 0.64, x_t = 1, ε̂ = −1: x̂_0 = (1 + 0.6)/0.8 = 2"""
    one = torch.ones(1, 2, dtype=torch.float64)
    table = torch.tensor([0.64], dtype=torch.float64)

    same(learner.predict_x0_from_eps(one, -one, torch.tensor([0]), table), 2 * one)


def test_undoes_the_jump(learner, generator):
    """The true noise leads back to the clean sample"""
    x0, noise, t = draw(generator, (6, 3))
    signal = per_sample(ALPHA_BAR[t], x0)
    xt = signal.sqrt() * x0 + (1 - signal).sqrt() * noise

    same(learner.predict_x0_from_eps(xt, noise, t, ALPHA_BAR), x0)


@mistake("Taking the noise away leaves √ᾱ_t·x_0. Divide by √ᾱ_t.", id="signal-not-scaled-back")
def undivided(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return xt - (1 - signal).sqrt() * eps


@mistake(
    "The noise came in with the weight √(1−ᾱ_t). Take away that much of it.", id="noise-not-scaled"
)
def minus_noise(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - eps) / signal.sqrt()


@mistake("ᾱ_t is a share of variance: the weights are its roots.", id="weights-not-sqrt")
def unrooted(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal) * eps) / signal


@mistake("1−ᾱ_t is the variance of the noise. Its weight is √(1−ᾱ_t).", id="noise-weight-not-sqrt")
def noise_unrooted(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal) * eps) / signal.sqrt()


@mistake("Divide by the weight of x_0, which is √ᾱ_t.", id="signal-weight-not-sqrt")
def signal_unrooted(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal).sqrt() * eps) / signal


@mistake("The jump added the noise. Going back takes it away.", id="noise-added")
def added(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt + (1 - signal).sqrt() * eps) / signal.sqrt()


@mistake(
    "The weights are swapped: √(1−ᾱ_t) belongs to the noise, √ᾱ_t to x_0.", id="weights-swapped"
)
def swapped(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - signal.sqrt() * eps) / (1 - signal).sqrt()


@mistake("The jump multiplied x_0 by √ᾱ_t. Going back divides by it.", id="multiplied-for-divided")
def multiplied(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return (xt - (1 - signal).sqrt() * eps) * signal.sqrt()


@mistake("The division is for all that is left, not for the noise alone.", id="division-of-a-part")
def only_the_noise_divided(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return xt - (1 - signal).sqrt() / signal.sqrt() * eps


@mistake("Nobody asked for a clamp: x̂_0 may lie outside of −1 and 1.", id="clamped-unasked")
def clamped(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t], xt)
    return ((xt - (1 - signal).sqrt() * eps) / signal.sqrt()).clamp(-1, 1)


@mistake("Index 0 is the first step. You look one entry too early.", id="t-counted-from-one")
def one_too_early(xt, eps, t, alpha_bar):
    signal = per_sample(alpha_bar[t - 1], xt)
    return (xt - (1 - signal).sqrt() * eps) / signal.sqrt()


@mistake("All samples get the t of the first. Use t for each of them.", id="first-t-only")
def first_t(xt, eps, t, alpha_bar):
    signal = alpha_bar[t[0]]
    return (xt - (1 - signal).sqrt() * eps) / signal.sqrt()


@mistake(
    "Your numbers are lined up with the last axis, not with the samples: (B, 1, …, 1).",
    id="broadcast-last-axis",
)
def along_the_last_axis(xt, eps, t, alpha_bar):
    signal = alpha_bar[t]
    return (xt - (1 - signal).sqrt() * eps) / signal.sqrt()


@mistake("Yours takes pictures only: shape (B, 1, 1, 1) fits no points.", id="pictures-only")
def for_pictures(xt, eps, t, alpha_bar):
    signal = alpha_bar[t].reshape(-1, 1, 1, 1)
    return (xt - (1 - signal).sqrt() * eps) / signal.sqrt()


equivalent("xt.ndim", "eps.ndim", because="the guess of the noise has the shape of the sample")
