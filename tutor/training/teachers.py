"""The datasets of a teacher's own: one file of theirs beside the lessons, run where we train.

It registers as ours do, under `@dataset` or `@cloud` of `tutor.diffusion.datasets`, and lives
behind the same fence as the learner's functions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.datasets import OWN, Dataset, find, names
from tutor.diffusion.datasets.dataset import Draw
from tutor.errors import TrainingError
from tutor.sandbox.defaults import keep_defaults
from tutor.training.bench import TRAINED_ON
from tutor.training.networks import LEARNABLE, learnable
from tutor.training.source import execute, raised

HINT = f"mend `{OWN}` of the course: docs/writing-a-course.md says what is asked of it"
UNEVEN = 0.1
"""How far the mean of points may be from 0, and their variance from 1."""


def register(source: str, asked: str) -> None:
    """Make a teacher's datasets known; the one that is asked for is tried first.

    Raises TrainingError at the line of theirs that fails, or of the function that draws wrong.
    """
    added = _add(source)
    dataset = find(asked)
    if asked in added:
        _try(dataset)


def faults(source: str) -> list[TrainingError]:
    """What is wrong with a teacher's datasets, each of which is made known and tried."""
    try:
        return [error for name in _add(source) if (error := _fault(find(name)))]
    except TrainingError as error:
        return [error]


def _add(source: str) -> list[str]:
    """Names that were not there before."""
    ours = names()
    execute("datasets", OWN, source, HINT)
    return [name for name in names() if name not in ours]


def _fault(dataset: Dataset) -> TrainingError | None:
    try:
        _try(dataset)
    except TrainingError as error:
        return error
    return None


def _try(dataset: Dataset) -> None:
    for draw in {dataset.draw, dataset.fresh}:
        _try_drawing(dataset, draw)


def _try_drawing(dataset: Dataset, draw: Draw) -> None:
    line = dataset.written.__code__.co_firstlineno
    try:
        with keep_defaults():
            drawn = draw(TRAINED_ON, np.random.default_rng(0))
    except (Exception, SystemExit) as error:
        raise TrainingError(raised(OWN, error, line), HINT) from error
    if wrong := _wrong(dataset, drawn):
        raise TrainingError(f"{OWN}:{line}: `{dataset.name}` {wrong}", HINT)


def _wrong(dataset: Dataset, drawn: object) -> str:
    """What is wrong with what a function drew; nothing if nothing is."""
    match drawn:
        case (np.ndarray() as x, np.ndarray() as labels):
            return _wrong_examples(dataset, x) or _wrong_labels(dataset, labels)
    return (
        f"must return an array of examples and one of labels, but returned `{type(drawn).__name__}`"
    )


def _wrong_examples(dataset: Dataset, x: NDArray[Any]) -> str:
    if not learnable(dataset.shape):
        return f"has examples of shape {dataset.shape}, but networks learn {LEARNABLE}"
    wanted = (TRAINED_ON, *dataset.shape)
    if x.shape != wanted:
        return f"must draw shape {wanted}, but drew {x.shape}"
    if x.dtype.kind != "f" or not np.isfinite(x).all():
        return "must draw finite floating point numbers"
    if (x == x[0]).all():
        return "must draw examples that differ, or there is nothing to learn"
    if len(dataset.shape) > 1 and abs(x).max() > 1:
        return f"must draw pictures in -1 to 1, but drew {x.min():.3g} to {x.max():.3g}"
    off = max(abs(x.mean(0)).max(), abs(x.var(0) - 1).max())
    if len(dataset.shape) == 1 and off > UNEVEN:
        return "must draw points with mean 0 and variance 1 on both axes"
    return ""


def _wrong_labels(dataset: Dataset, labels: NDArray[Any]) -> str:
    highest = max(len(dataset.classes) - 1, 0)
    whole = labels.shape == (TRAINED_ON,) and labels.dtype == np.int64
    if whole and labels.min() >= 0 and labels.max() <= highest:
        return ""
    return f"must label each example with an int64 from 0 to {highest}"
