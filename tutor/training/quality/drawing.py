"""How samples lie to the data: near it, all over it, of the class asked for, and not copied."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tutor.diffusion.datasets import Labels, find
from tutor.diffusion.schedule import Array
from tutor.training.quality.classifier import classifier
from tutor.training.quality.distances import distances, energy, mean_apart, sliced
from tutor.training.quality.prediction import HELD_OUT


@dataclass(frozen=True)
class Drawing:
    """Samples beside as many held-out examples; each floor is of as many more in their place."""

    energy: float
    """Energy distance: about 0 for fresh data."""
    energy_floor: float
    sliced: float
    """Sliced Wasserstein distance; never 0, so read it beside its floor."""
    sliced_floor: float
    stray: float
    """Share of samples farther from the data than 99 % of data are: about 0.01 for fresh data."""
    missed: float
    """Share of data farther from the samples than 99 % of data are: about 0.01 for fresh data."""
    novelty: float
    """Distance to the nearest example trained on, over that of fresh data: near 0 for copies."""
    obeyed: float | None
    """Share whose class is the one asked for; None where there are no classes."""
    obeyed_floor: float | None
    """Here the best: the classifier knows not quite all of fresh data."""
    diversity: float
    """Mean distance of two samples of a class, over that of the data: near 0 for collapse."""


def compare(samples: Array, labels: Labels, data: str, trained_on: Array) -> Drawing:
    """Judge samples, (N, *S), of those classes, (N,), by N examples of the data."""
    generator = np.random.default_rng(HELD_OUT)
    examples, classes = find(data).fresh(2 * len(samples), generator)
    points, fresh = np.split(examples, 2)
    apart, usual = distances(samples, points), distances(fresh, points)
    return Drawing(
        energy=energy(samples, points),
        energy_floor=energy(fresh, points),
        sliced=sliced(samples, points, generator),
        sliced_floor=sliced(fresh, points, generator),
        stray=float((apart.min(1) > np.quantile(usual.min(1), 0.99)).mean()),
        missed=float((apart.min(0) > np.quantile(usual.min(0), 0.99)).mean()),
        novelty=_over(_nearest(samples, trained_on), _nearest(fresh, trained_on)),
        obeyed=_known(samples, labels, data),
        obeyed_floor=_known(fresh, classes[len(points) :], data),
        diversity=_over(_within(samples, labels), _within(points, classes[: len(points)])),
    )


def _over(seen: float, usual: float) -> float:
    """Their ratio; where even data do not vary, 1 if samples do not, and infinite if they do."""
    return seen / usual if usual else math.inf if seen else 1.0


def _nearest(points: Array, others: Array) -> float:
    return float(distances(points, others).min(1).mean())


def _within(points: Array, labels: Labels) -> float:
    """Mean distance of two of the same class."""
    return float(np.mean([mean_apart(points[labels == one]) for one in np.unique(labels)]))


def _known(samples: Array, labels: Labels, data: str) -> float | None:
    """Share that the classifier takes for what it should be."""
    return float((classifier(data)(samples) == labels).mean()) if find(data).classes else None
