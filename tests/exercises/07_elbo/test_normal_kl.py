"""Hidden checks of `normal_kl`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def draw(generator, *shapes, dtype=torch.float64):
    """Two means and two log variances, in the order of the arguments."""
    return [torch.randn(shape, generator=generator, dtype=dtype) for shape in shapes]


def slopes(module, m1, logv1, m2, logv2):
    """How the sum of the answer changes with each argument."""
    inputs = [one.clone().requires_grad_() for one in (m1, logv1, m2, logv2)]
    return list(torch.autograd.grad(module.normal_kl(*inputs).sum(), inputs))


@worth(3)
def test_measures_how_far_one_is_from_the_other(learner, reference, generator):
    """½·(logv2 − logv1 − 1 + e^(logv1−logv2) + (m1 − m2)²·e^(−logv2))"""
    pair = draw(generator, (5,), (5,), (5,), (5,))

    same(learner.normal_kl(*pair), reference.normal_kl(*pair))


@worth(2)
def test_equal_spread(learner, generator):
    """Variances alike: (m1 − m2)²/(2·variance)"""
    m1, m2, logv = draw(generator, (4,), (4,), (4,))

    same(learner.normal_kl(m1, logv, m2, logv), (m1 - m2) ** 2 / (2 * logv.exp()))


@worth(2)
def test_the_spread_counts_too(learner, reference, generator):
    """Means alike: what is left depends on the ratio of the variances, and on which comes first"""
    mean, narrow, wide = draw(generator, (4,), (4,), (4,))
    wide = narrow + 0.5 + wide.abs()

    for pair in ((narrow, wide), (wide, narrow)):
        question = mean, pair[0], mean, pair[1]
        same(learner.normal_kl(*question), reference.normal_kl(*question))


@public
def test_nothing_from_itself(learner, generator):
    """A distribution is 0 away from itself"""
    mean, logv = draw(generator, (3,), (3,))

    same(learner.normal_kl(mean, logv, mean, logv), torch.zeros(3, dtype=torch.float64))


def test_shapes_that_broadcast(learner, reference, generator):
    """Means of pictures (B, C, H, W) against variances (B, 1, 1, 1), and single numbers"""
    for shapes in (
        ((2, 3, 4, 5), (2, 1, 1, 1), (2, 3, 4, 5), (2, 1, 1, 1)),
        ((), (), (), ()),
        ((3, 1), (4,), (1,), ()),
    ):
        pair = draw(generator, *shapes)
        same(learner.normal_kl(*pair), reference.normal_kl(*pair))


def test_gradients_reach_all_four(learner, reference, generator):
    """The slopes by both means and both log variances are right"""
    pair = draw(generator, (4,), (4,), (4,), (4,))

    same(learner.run(slopes, *pair), slopes(reference, *pair))


def test_works_in_single_precision(learner, reference, generator):
    """float32 in, float32 out"""
    pair = draw(generator, (5,), (5,), (5,), (5,), dtype=torch.float32)

    same(learner.normal_kl(*pair), reference.normal_kl(*pair), atol=1e-4)


def kl(m1, logv1, m2, logv2, **other):
    """The right one, but for the parts that are given."""
    parts = {
        "logs": logv2 - logv1,
        "one": 1,
        "ratio": (logv1 - logv2).exp(),
        "distance": (m1 - m2) ** 2 * (-logv2).exp(),
    } | other
    return (parts["logs"] - parts["one"] + parts["ratio"] + parts["distance"]) / 2


@mistake(
    "You measured from the second to the first. The order counts: the first is what happens, the "
    "second what was expected.",
    id="kl-turned-round",
)
def turned_round(m1, logv1, m2, logv2):
    return kl(m2, logv2, m1, logv1)


@mistake("The ½ in front is missing.", id="kl-half-forgotten")
def not_halved(m1, logv1, m2, logv2):
    return 2 * kl(m1, logv1, m2, logv2)


@mistake("The −1 is missing: a distribution must be 0 away from itself.", id="kl-one-forgotten")
def without_one(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, one=0)


@mistake(
    "You compared the means alone. The spreads differ, too, and that counts.",
    id="kl-is-means-alone",
)
def means_alone(m1, logv1, m2, logv2):
    return (m1 - m2) ** 2 * (-logv2).exp() / 2


@mistake("The distance of the means is missing.", id="kl-without-means")
def spreads_alone(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, distance=0 * (m1 - m2))


@mistake(
    "The distance is divided by the variance of the second distribution, not of the first.",
    id="kl-other-variance",
)
def other_variance(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, distance=(m1 - m2) ** 2 * (-logv1).exp())


@mistake("The distance counts relative to the variance: divide by e^logv2.", id="kl-not-relative")
def not_relative(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, distance=(m1 - m2) ** 2)


@mistake(
    "You divided by the standard deviation, e^(logv2/2). The square is divided by the variance.",
    id="std-for-variance",
)
def by_the_deviation(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, distance=(m1 - m2) ** 2 * (-logv2 / 2).exp())


@mistake("The difference of the means is squared.", id="absolute-not-squared")
def absolute(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, distance=(m1 - m2).abs() * (-logv2).exp())


@mistake("The ratio is upside down: e^(logv1 − logv2).", id="variance-ratio-inverted")
def ratio_inverted(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, ratio=(logv2 - logv1).exp())


@mistake("The logarithms have the wrong sign: logv2 − logv1.", id="kl-log-sign")
def logs_turned(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2, logs=logv1 - logv2)


@mistake(
    "You took the log variances for logarithms of standard deviations.",
    id="log-std-for-log-variance",
)
def as_deviations(m1, logv1, m2, logv2):
    return kl(m1, 2 * logv1, m2, 2 * logv2)


@mistake("You took the log variances for variances.", id="log-variance-for-variance")
def as_variances(m1, logv1, m2, logv2):
    return (torch.log(logv2 / logv1) - 1 + logv1 / logv2 + (m1 - m2) ** 2 / logv2) / 2


@mistake("That is in bits. Nats are asked for, with natural logarithms.", id="bits-for-nats")
def in_bits(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2) / torch.log(torch.tensor(2.0, dtype=m1.dtype))


@mistake("You averaged. One number for each position is asked for.", id="kl-averaged")
def averaged(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2).mean()


@mistake("You added up. One number for each position is asked for.", id="kl-averaged")
def summed(m1, logv1, m2, logv2):
    return kl(m1, logv1, m2, logv2).sum()


equivalent("m1 - m2", "m2 - m1", because="the difference is squared")
