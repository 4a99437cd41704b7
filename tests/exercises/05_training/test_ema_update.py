"""Hidden checks of `ema_update`, and the ways in which it is known to go wrong."""

import torch

from tutor.grading.checks import equivalent, mistake, public, same, worth


def updated(module, ema, params, decay):
    """The averages and the weights after an update."""
    averages, weights = ([one.clone() for one in given] for given in (ema, params))
    module.ema_update(list(averages), list(weights), decay)  # lists may be given other tensors
    return (*averages, *weights)


def draw(generator, dtype=torch.float64):
    """Averages and weights of a small network."""
    shapes = [(3, 2), (3,), (1, 2, 2), ()]
    return [
        [torch.randn(shape, generator=generator, dtype=dtype) for shape in shapes] for _ in range(2)
    ]


def check(learner, reference, ema, params, decay):
    """Averages as the reference has them, and the weights as they were."""
    answer, expected = (
        learner.run(updated, ema, params, decay),
        updated(reference, ema, params, decay),
    )
    for seen, wanted in zip(answer, expected, strict=True):
        same(seen, wanted)


@worth(3)
def test_every_average_moves(learner, reference, generator):
    """average ← decay·average + (1 − decay)·weights, for every tensor, in place"""
    check(learner, reference, *draw(generator), 0.75)


@public
def test_by_hand(learner):
    """From 1 towards 3 with decay 0.9: 1.2"""
    one = torch.ones((), dtype=torch.float64)

    average, weights = learner.run(updated, [one], [3 * one], 0.9)

    same(average, 1.2 * one)
    same(weights, 3 * one)


def test_ends(learner, reference, generator):
    """decay 0 takes the weights, decay 1 keeps the average, 0.9999 moves it a little"""
    for decay in (0.0, 1.0, 0.9999):
        check(learner, reference, *draw(generator), decay)


def test_works_in_single_precision(learner, reference, generator):
    """float32 averages and weights"""
    check(learner, reference, *draw(generator, torch.float32), 0.5)


@mistake(
    "The shares are swapped: the average keeps `decay` and takes 1 − decay of the weights.",
    id="ema-shares-swapped",
)
def swapped(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.mul_(1 - decay).add_(weights, alpha=decay)


@mistake(
    "You computed the averages and threw them away: change the tensors in place.",
    id="ema-not-in-place",
)
def not_in_place(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average = decay * average + (1 - decay) * weights


@mistake(
    "You put new tensors into the list; change the tensors that are in it.", id="ema-not-in-place"
)
def list_replaced(ema, params, decay):
    for i, weights in enumerate(params):
        ema[i] = decay * ema[i] + (1 - decay) * weights


@mistake(
    "You moved the weights. They stay as they are; the averages move.", id="ema-moves-the-weights"
)
def weights_moved(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        weights.mul_(decay).add_(average, alpha=1 - decay)


@mistake(
    "You copied the weights. The average keeps the share `decay` of what it was.",
    id="ema-is-a-copy",
)
def copied(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.copy_(weights)


@mistake(
    "You added the weights without taking anything away: the average grows at each step.",
    id="ema-grows",
)
def added(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.add_(weights, alpha=1 - decay)


@mistake("The average shrinks, and nothing of the weights comes in.", id="ema-shrinks")
def only_shrunk(ema, params, decay):
    for average in ema:
        average.mul_(decay)


@mistake("You moved the first tensor only.", id="ema-first-only")
def first_only(ema, params, decay):
    ema[0].mul_(decay).add_(params[0], alpha=1 - decay)


@mistake("That is a plain mean. The average keeps the share `decay`.", id="ema-decay-ignored")
def mean(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.add_(weights).div_(2)


@mistake("You wrote a decay of your own in. Take the argument.", id="ema-decay-ignored")
def fixed(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.mul_(0.9999).add_(weights, alpha=1e-4)


@mistake("The weights move as well. They stay as they are.", id="ema-moves-the-weights")
def both(ema, params, decay):
    for average, weights in zip(ema, params, strict=True):
        average.mul_(decay).add_(weights, alpha=1 - decay)
        weights.copy_(average)


equivalent("zip(ema, params, strict=True)", "zip(ema, params)", because="the lists are as long")
equivalent("strict=True", "strict=False", because="the lists are as long")
