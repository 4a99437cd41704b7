"""Hidden checks of `reverse_sde_step`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def draw(generator, shape=(5, 3), dtype=torch.float64):
    """x, times with both ends among them, scores and noise."""
    x, score, noise = (torch.randn(shape, generator=generator, dtype=dtype) for _ in range(3))
    t = torch.rand(shape[0], generator=generator, dtype=dtype)
    t[0] = 1.0
    return x, t, score, noise


@worth(3)
def test_one_step_back(learner, reference, generator):
    """x + (−½βx − β·score)·dt + √(β·|dt|)·noise, with a β for each sample"""
    x, t, score, noise = draw(generator)

    for dt in (-0.001, -0.05):
        expected = reference.reverse_sde_step(x, t, dt, score, noise)
        same(learner.reverse_sde_step(x, t, dt, score, noise), expected)


def test_by_hand(learner):
    """At t = 0.5, β = 10.05: with dt = −0.01, x = 1, score = −1 and noise 0.5 it is 1.1083"""
    x, score, noise = torch.tensor([[1.0], [-1.0], [0.5]], dtype=torch.float64)
    t = torch.tensor([0.5], dtype=torch.float64)

    step = learner.reverse_sde_step(x, t, -0.01, score, noise)

    same(step, torch.tensor([1.1082586], dtype=torch.float64), rtol=1e-6)


@public
@worth(2)
def test_pure_noise_stays_pure_noise(learner, generator):
    """On N(0, 1), whose score is −x, the spread stays 1 to first order of dt"""
    _, t, _, _ = draw(generator, (4, 1))
    one, none, dt = torch.ones(4, 1, dtype=torch.float64), torch.zeros(4, 1).double(), -1e-6

    kept = learner.reverse_sde_step(one, t, dt, -one, none)
    shaken = learner.reverse_sde_step(none, t, dt, none, one)

    same(kept**2 + shaken**2, one, atol=1e-9)


def test_any_rates(learner, reference, generator):
    """beta_min and beta_max as they are given"""
    x, t, score, noise = draw(generator)

    for rates in ((0.5, 3.0), (2.0, 2.0)):
        expected = reference.reverse_sde_step(x, t, -0.02, score, noise, *rates)
        same(learner.reverse_sde_step(x, t, -0.02, score, noise, *rates), expected)


def test_any_shape_and_float32(learner, reference, generator):
    """Any shape, square ones, too; float32 stays float32"""
    for shape in ((4,), (1, 2), (3, 3), (2, 3, 4, 4)):
        x, t, score, noise = draw(generator, shape, torch.float32)
        expected = reference.reverse_sde_step(x, t, -0.01, score, noise)
        same(learner.reverse_sde_step(x, t, -0.01, score, noise), expected)


def rate(x, t, low, high):
    """β, one for each sample."""
    return (low + t * (high - low)).reshape(-1, *[1] * (x.ndim - 1))


@mistake(
    "½β·score is the step without chance. Where noise comes in, the score counts in full.",
    id="sde-with-half-score",
)
def half_score(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score / 2) * dt + (-beta * dt).sqrt() * noise


@mistake("The score is taken away from f, and dt is negative.", id="score-sign")
def score_added(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 + beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake("Without the score that is f run backwards: it leads nowhere.", id="drift-without-score")
def score_forgotten(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x - beta * x / 2 * dt + (-beta * dt).sqrt() * noise


@mistake("dt is negative already, and time runs backwards: leave its sign.", id="time-reversed")
def forwards(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score) * -dt + (-beta * dt).sqrt() * noise


@mistake(
    "Variances grow with time: the noise is multiplied by √(β·|dt|), not by √β·|dt|.",
    id="noise-times-dt",
)
def noise_times_dt(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score) * dt - beta.sqrt() * dt * noise


@mistake("β·|dt| is a variance: the noise takes its root.", id="std-for-variance")
def noise_not_rooted(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score) * dt - beta * dt * noise


@mistake("Noise comes in at every step: √(β·|dt|) of it.", id="noise-forgotten")
def no_noise(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score) * dt


@mistake("g² is β: the score is multiplied by β, not by its root.", id="rate-rooted")
def rate_rooted(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta.sqrt() * score) * dt + (-beta * dt).sqrt() * noise


@mistake("f is −½β·x, with a half.", id="drift-not-halved")
def shrink_not_halved(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x - beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake("The change is multiplied by dt.", id="slope-not-scaled")
def dt_forgotten(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    return x + (-beta * x / 2 - beta * score) + (-beta * dt).sqrt() * noise


@mistake("β rises from beta_min to beta_max; yours starts at 0.", id="rate-without-start")
def start_forgotten(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, 0.0, high - low)
    return x + (-beta * x / 2 - beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake("β rises by beta_max − beta_min, not by beta_max.", id="rate-rises-by-its-end")
def rise_to_the_end(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high + low)
    return x + (-beta * x / 2 - beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake(
    "One β for each sample: reshape it to (B, 1, …, 1), or it lines up with the last axis.",
    id="broadcast-last-axis",
)
def lined_up_right(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = low + t * (high - low)
    return x + (-beta * x / 2 - beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake("Each sample has a time of its own; yours all got the first.", id="first-t-only")
def first_only(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = low + t[0] * (high - low)
    return x + (-beta * x / 2 - beta * score) * dt + (-beta * dt).sqrt() * noise


@mistake("The noise is an argument; yours draws its own.", id="noise-drawn-inside")
def own_noise(x, t, dt, score, noise, low=0.1, high=20.0):
    beta = rate(x, t, low, high)
    fresh = torch.randn_like(x)
    return x + (-beta * x / 2 - beta * score) * dt + (-beta * dt).sqrt() * fresh


equivalent("x.ndim", "score.ndim", because="score has the shape of x")
equivalent("x.ndim", "noise.ndim", because="noise has the shape of x")
