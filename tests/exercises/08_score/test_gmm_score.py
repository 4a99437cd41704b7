"""Hidden checks of `gmm_score`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def draw(generator, batch=5, spots=3, axes=2, dtype=torch.float64):
    """Places, means, and weights that differ."""
    x = 1.5 * torch.randn(batch, axes, generator=generator, dtype=dtype)
    means = 1.5 * torch.randn(spots, axes, generator=generator, dtype=dtype)
    raw = 0.2 + torch.rand(spots, generator=generator, dtype=dtype)
    return x, means, raw / raw.sum()


def slope(x, means, std, abar, weights):
    """By autograd, from the density itself."""
    x = x.clone().requires_grad_()
    spread = (abar * std**2 + 1 - abar) ** 0.5
    normal = torch.distributions.Normal(abar**0.5 * means, spread)
    logs = weights.log() + normal.log_prob(x[:, None]).sum(-1)  # (B, K)
    return torch.autograd.grad(logs.logsumexp(1).sum(), x)[0]


@worth(3)
def test_is_the_slope_of_the_log_density(learner, generator):
    """It is the slope of log p, at any level of noise"""
    x, means, weights = draw(generator)

    for std, abar in ((0.5, 0.9), (0.8, 0.5), (1.5, 0.1), (0.7, 1.0)):
        expected = slope(x, means, std, abar, weights)
        same(learner.gmm_score(x, means, std, abar, weights), expected, rtol=1e-7, atol=1e-10)


def test_two_spots_by_hand(learner):
    """½ N(−2, 0.5²) + ½ N(2, 0.5²): 0 half-way, and numbers that are known elsewhere"""
    x = torch.tensor([[-1.0], [0.5], [2.0], [0.0]], dtype=torch.float64)
    means = torch.tensor([[-2.0], [2.0]], dtype=torch.float64)
    weights = torch.tensor([0.5, 0.5], dtype=torch.float64)
    known = [-0.614258127738294, 1.03618753526183, -0.937788975790511, 0.0]

    score = learner.gmm_score(x, means, 0.5, 0.5, weights)

    same(score, torch.tensor(known, dtype=torch.float64)[:, None])


def test_one_spot_pulls_by_its_variance(learner, generator):
    """A single spot: (√ᾱ·μ − x) / (ᾱ·std² + 1 − ᾱ)"""
    x, means, weights = draw(generator, spots=1)

    expected = (0.6 * means - x) / (0.36 * 0.25 + 0.64)

    same(learner.gmm_score(x, means, 0.5, 0.36, weights), expected)


def test_uneven_weights_count(learner, reference, generator):
    """A heavy spot pulls more than a light one"""
    x, means, _ = draw(generator, spots=2)
    weights = torch.tensor([0.02, 0.98], dtype=torch.float64)

    expected = reference.gmm_score(x, means, 1.0, 0.7, weights)
    same(learner.gmm_score(x, means, 1.0, 0.7, weights), expected)


@worth(2)
def test_far_from_all_spots_it_stays_a_number(learner, reference, generator):
    """A thousand away, where every density is 0 in floating point: finite, and right"""
    x, means, weights = draw(generator)

    expected = reference.gmm_score(1000 * x, means, 0.1, 1.0, weights)
    same(learner.gmm_score(1000 * x, means, 0.1, 1.0, weights), expected)


def test_any_sizes_and_float32(learner, reference, generator):
    """Any batch, any number of spots and axes; float32 stays float32"""
    for batch, spots, axes in ((1, 4, 2), (4, 4, 4), (3, 2, 7)):
        x, means, weights = draw(generator, batch, spots, axes, torch.float32)
        expected = reference.gmm_score(x, means, 0.6, 0.5, weights)
        same(learner.gmm_score(x, means, 0.6, 0.5, weights), expected, rtol=1e-3, atol=1e-4)


@public
def test_half_way_the_pulls_cancel(learner):
    """Half-way between two spots that are alike the score is 0 on every axis"""
    x = torch.zeros(3, 2, dtype=torch.float64)
    means = torch.tensor([[-2.0, 1.0], [2.0, -1.0]], dtype=torch.float64)

    same(learner.gmm_score(x, means, 0.5, 0.5, torch.tensor([0.5, 0.5]).double()), x)


def mixed(x, means, std, abar, weights, pull=None, variance=None, logs=None, share=None):
    """The right score, but for the parts that are given."""
    variance = abar * std**2 + 1 - abar if variance is None else variance
    pull = abar**0.5 * means - x[:, None] if pull is None else pull
    if logs is None:
        logs = weights.log() - pull.square().sum(-1) / (2 * variance)
    share = logs.softmax(-1) if share is None else share
    return (share[..., None] * pull).sum(1) / variance


@mistake("Noise shrinks the spots towards 0: their means are √ᾱ·μ.", id="signal-not-shrunk")
def means_unshrunk(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, pull=means - x[:, None])


@mistake("ᾱ is a share of variance: means are multiplied by √ᾱ.", id="signal-weight-not-sqrt")
def means_shrunk_twice(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, pull=abar * means - x[:, None])


@mistake(
    "The spots keep a width of their own: the variance is ᾱ·std² + 1 − ᾱ.",
    id="data-variance-forgotten",
)
def width_forgotten(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, variance=1 - abar)


@mistake("The width shrinks with the signal: ᾱ·std², not std².", id="signal-not-shrunk")
def width_unshrunk(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, variance=std**2 + 1 - abar)


@mistake("std is a standard deviation: its square is a variance.", id="std-for-variance")
def width_not_squared(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, variance=abar * std + 1 - abar)


@mistake("The pull of a Gaussian is divided by its variance.", id="std-for-variance")
def divided_by_deviation(x, means, std, abar, weights):
    variance = abar * std**2 + 1 - abar
    return mixed(x, means, std, abar, weights) * variance**0.5


@mistake("The pull of a Gaussian is divided by its variance.", id="pull-not-divided")
def not_divided(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights) * (abar * std**2 + 1 - abar)


@mistake("Spots are not alike: their weights count in the shares.", id="mixture-weights-ignored")
def weights_ignored(x, means, std, abar, weights):
    return mixed(x, means, std, abar, torch.ones_like(weights))


@mistake(
    "You weighed by the weights alone; where x is nearer to a spot, it pulls more.",
    id="shares-without-place",
)
def place_ignored(x, means, std, abar, weights):
    return mixed(x, means, std, abar, weights, share=weights.expand(len(x), -1))


@mistake("All spots pull, by their shares; yours feels the nearest alone.", id="nearest-spot-only")
def nearest_only(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    logs = weights.log() - pull.square().sum(-1) / (2 * (abar * std**2 + 1 - abar))
    share = torch.nn.functional.one_hot(logs.argmax(-1), len(weights)).to(x.dtype)
    return mixed(x, means, std, abar, weights, share=share)


@mistake("The shares of the spots add up to 1: divide by their sum.", id="shares-not-normalised")
def not_normalised(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    logs = weights.log() - pull.square().sum(-1) / (2 * (abar * std**2 + 1 - abar))
    return mixed(x, means, std, abar, weights, share=logs.exp())


@mistake(
    "Far away all densities are 0, and 0/0 is no number: take logarithms and softmax.",
    id="density-underflows",
)
def underflows(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    density = weights * (-pull.square().sum(-1) / (2 * (abar * std**2 + 1 - abar))).exp()
    return mixed(x, means, std, abar, weights, share=density / density.sum(-1, keepdim=True))


@mistake("A Gaussian has −d²/(2·variance) in its exponent.", id="exponent-not-halved")
def exponent_not_halved(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    logs = weights.log() - pull.square().sum(-1) / (abar * std**2 + 1 - abar)
    return mixed(x, means, std, abar, weights, logs=logs)


@mistake("softmax takes logarithms: log(weights), not weights.", id="weights-not-logged")
def weights_not_logged(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    logs = weights - pull.square().sum(-1) / (2 * (abar * std**2 + 1 - abar))
    return mixed(x, means, std, abar, weights, logs=logs)


@mistake("The score points towards the spots, from x to √ᾱ·μ.", id="score-sign")
def away(x, means, std, abar, weights):
    return -mixed(x, means, std, abar, weights)


@mistake("The shares of a place add up over the spots, not over the batch.", id="share-over-batch")
def share_over_batch(x, means, std, abar, weights):
    pull = abar**0.5 * means - x[:, None]
    logs = weights.log() - pull.square().sum(-1) / (2 * (abar * std**2 + 1 - abar))
    return mixed(x, means, std, abar, weights, share=logs.softmax(0))


equivalent(
    "(weights.log() - pull.square().sum(-1) / (2 * variance)).softmax(-1)",
    "(weights.log() - pull.square().sum(-1) / (2 * variance)).softmax(1)",
    because="of two axes the second is the last",
)
