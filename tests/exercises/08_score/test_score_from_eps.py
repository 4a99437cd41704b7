"""Hidden checks of `score_from_eps`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import mistake, public, same, worth

ALPHA_BAR = torch.cumprod(1 - torch.linspace(1e-4, 0.02, 1000, dtype=torch.float64), dim=0)


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """Noise, t with both ends in it, and the schedule."""
    eps = torch.randn(shape, generator=generator, dtype=dtype)
    middle = 1 + torch.randperm(998, generator=generator)
    t = torch.cat([torch.tensor([999, 0]), middle])[: shape[0]]
    return eps, t, ALPHA_BAR.to(dtype)


@worth(2)
def test_divides_the_noise_by_its_size(learner, reference, generator):
    """score = −ε / √(1−ᾱ_t), with a t of its own for every sample"""
    batch = draw(generator)

    same(learner.score_from_eps(*batch), reference.score_from_eps(*batch))


def test_both_ends_of_the_schedule(learner, generator):
    """At the first step a hundred times ε, at the last one hardly more than ε"""
    eps, _, alpha_bar = draw(generator, (2, 4))
    first, last = torch.zeros(2, dtype=torch.int64), torch.full((2,), 999)

    same(learner.score_from_eps(eps, first, alpha_bar), -100 * eps, rtol=1e-9)
    same(learner.score_from_eps(eps, last, alpha_bar), -1.0000201797577154 * eps, rtol=1e-9)


@worth(2)
def test_it_is_the_slope_of_the_log_density(learner, generator):
    """For one clean x_0 it is the slope of log N(x_t; √ᾱ_t·x_0, 1−ᾱ_t)"""
    eps, t, alpha_bar = draw(generator, (6, 2))
    x0 = torch.randn(eps.shape, generator=generator, dtype=torch.float64)
    signal = alpha_bar[t][:, None]
    x_t = (signal.sqrt() * x0 + (1 - signal).sqrt() * eps).requires_grad_()
    normal = torch.distributions.Normal(signal.sqrt() * x0, (1 - signal).sqrt())

    slope = torch.autograd.grad(normal.log_prob(x_t).sum(), x_t)[0]

    same(learner.score_from_eps(eps, t, alpha_bar), slope, rtol=1e-7)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, from (B,) to (B, 3, H, W), square ones, too; float32 stays float32"""
    for shape in ((4,), (1, 2), (3, 3), (4, 3, 4, 4)):
        batch = draw(generator, shape, torch.float32)
        expected = reference.score_from_eps(*batch)
        same(learner.score_from_eps(*batch), expected, rtol=1e-3)


@public
def test_without_noise_nothing_pulls(learner):
    """Where ε is 0 the score is 0, in the shape and dtype of eps"""
    nothing = torch.zeros(3, 1, 4, 5)
    table = torch.tensor([0.9, 0.5, 0.1])

    same(learner.score_from_eps(nothing, torch.tensor([2, 0, 1]), table), nothing)


def factor(values, like):
    """One factor for each sample."""
    return values.reshape(-1, *[1] * (like.ndim - 1))


@mistake("The score points to where data are denser, against the noise: −ε.", id="score-sign")
def sign_forgotten(eps, t, alpha_bar):
    return eps / factor((1 - alpha_bar[t]).sqrt(), eps)


@mistake(
    "1−ᾱ_t is the variance. ε has size 1 already, so one root of it is left to divide by.",
    id="score-over-variance",
)
def over_variance(eps, t, alpha_bar):
    return -eps / factor(1 - alpha_bar[t], eps)


@mistake("Divide by √(1−ᾱ_t): little noise means steep slopes.", id="score-flattened")
def multiplied(eps, t, alpha_bar):
    return -eps * factor((1 - alpha_bar[t]).sqrt(), eps)


@mistake("The score is −ε/√(1−ᾱ_t): at the first step 100 times ε.", id="score-is-minus-noise")
def minus_noise(eps, t, alpha_bar):
    return -eps


@mistake("√ᾱ_t is the weight of x_0; ε has the weight √(1−ᾱ_t).", id="weights-swapped")
def signal_for_noise(eps, t, alpha_bar):
    return -eps / factor(alpha_bar[t].sqrt(), eps)


@mistake("The root comes last: √(1−ᾱ_t), not 1−√ᾱ_t.", id="weights-sum-to-one")
def rooted_first(eps, t, alpha_bar):
    return -eps / factor(1 - alpha_bar[t].sqrt(), eps)


@mistake("t is an index already: entry t holds t + 1 steps of noise.", id="t-counted-from-one")
def one_early(eps, t, alpha_bar):
    return -eps / factor((1 - alpha_bar[t - 1]).sqrt(), eps)


@mistake("Each sample has a t of its own; yours all got the first.", id="first-t-only")
def first_only(eps, t, alpha_bar):
    return -eps / (1 - alpha_bar[t[0]]).sqrt()


@mistake(
    "One factor for each sample: reshape it to (B, 1, …, 1), or it lines up with the last axis.",
    id="broadcast-last-axis",
)
def lined_up_right(eps, t, alpha_bar):
    return -eps / (1 - alpha_bar[t]).sqrt()


@mistake("For pictures it takes more than one new axis: (B, 1, …, 1).", id="points-only")
def points_only(eps, t, alpha_bar):
    return -eps / (1 - alpha_bar[t]).sqrt()[:, None]
