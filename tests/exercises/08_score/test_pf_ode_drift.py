"""Hidden checks of `pf_ode_drift`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """x, times, and scores."""
    x, score = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(2))
    return x, torch.rand(shape[0], generator=generator, dtype=dtype), score


@worth(2)
def test_half_of_the_score(learner, reference, generator):
    """−½βx − ½β·score, with a β for each sample"""
    batch = draw(generator)

    same(learner.pf_ode_drift(*batch), reference.pf_ode_drift(*batch))


@public
def test_pure_noise_rests(learner, generator):
    """On N(0, 1), whose score is −x, nothing moves"""
    x, t, _ = draw(generator)

    same(learner.pf_ode_drift(x, t, -x), torch.zeros_like(x))


@worth(2)
def test_keeps_a_gaussian_in_shape(learner, generator):
    """On data N(0, s²) it is x·(σ'/σ), where σ is the spread at that time"""
    x, t, _ = draw(generator, (5, 1))
    t = t.requires_grad_()
    left = (-(t**2) * 19.9 / 2 - t * 0.1).exp()
    spread = (left * 0.36 + 1 - left).sqrt()

    rate = torch.autograd.grad(spread.sum(), t)[0]

    spread, t = spread.detach()[:, None], t.detach()
    same(learner.pf_ode_drift(x, t, -x / spread**2), x * rate[:, None] / spread, rtol=1e-7)


def test_both_ends_and_any_rates(learner, reference, generator):
    """t = 0 and t = 1, and the rates as they are given"""
    x, _, score = draw(generator, (2, 3))
    t = torch.tensor([0.0, 1.0], dtype=torch.float64)

    for rates in ((0.1, 20.0), (0.5, 3.0), (2.0, 2.0)):
        expected = reference.pf_ode_drift(x, t, score, *rates)
        same(learner.pf_ode_drift(x, t, score, *rates), expected)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, square ones, too; float32 stays float32"""
    for shape in ((4,), (1, 2), (3, 3), (2, 3, 4, 4)):
        batch = draw(generator, shape, torch.float32)
        same(learner.pf_ode_drift(*batch), reference.pf_ode_drift(*batch))


def rate(x, t, low, high):
    """β, one for each sample."""
    return (low + t * (high - low)).reshape(-1, *[1] * (x.ndim - 1))


@mistake(
    "β·score belongs to the step with chance. Without noise the score counts half.",
    id="ode-with-full-score",
)
def full_score(x, t, score, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return -beta * x / 2 - beta * score


@mistake("The score is taken away: f − ½g²·score.", id="score-sign")
def score_added(x, t, score, low=0.1, high=20.0):
    return -rate(x, t, low, high) * (x - score) / 2


@mistake(
    "That is the drift forwards. What makes it lead back is the score.", id="drift-without-score"
)
def score_forgotten(x, t, score, low=0.1, high=20.0):
    return -rate(x, t, low, high) * x / 2


@mistake("That is dx for time that runs backwards; dt brings that sign itself.", id="time-reversed")
def negated(x, t, score, low=0.1, high=20.0):
    return rate(x, t, low, high) * (x + score) / 2


@mistake("f is −½β·x, with a half.", id="drift-not-halved")
def nothing_halved(x, t, score, low=0.1, high=20.0):
    return -rate(x, t, low, high) * (x + score)


@mistake("f is −½β·x, with a half.", id="drift-not-halved")
def shrink_not_halved(x, t, score, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return -beta * x - beta * score / 2


@mistake("g² is β: the score is multiplied by ½β, not by ½√β.", id="rate-rooted")
def rate_rooted(x, t, score, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return -beta * x / 2 - beta.sqrt() * score / 2


@mistake("β rises from beta_min to beta_max; yours starts at 0.", id="rate-without-start")
def start_forgotten(x, t, score, low=0.1, high=20.0):
    return -rate(x, t, 0.0, high - low) * (x + score) / 2


@mistake("β rises by beta_max − beta_min, not by beta_max.", id="rate-rises-by-its-end")
def rise_to_the_end(x, t, score, low=0.1, high=20.0):
    return -rate(x, t, low, high + low) * (x + score) / 2


@mistake(
    "One β for each sample: reshape it to (B, 1, …, 1), or it lines up with the last axis.",
    id="broadcast-last-axis",
)
def lined_up_right(x, t, score, low=0.1, high=20.0):
    return -(low + t * (high - low)) * (x + score) / 2


@mistake("Each sample has a time of its own; yours all got the first.", id="first-t-only")
def first_only(x, t, score, low=0.1, high=20.0):
    return -(low + t[0] * (high - low)) * (x + score) / 2


equivalent("x.ndim", "score.ndim", because="score has the shape of x")
