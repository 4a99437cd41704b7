"""A set of examples that can be drawn from, and the register of all that there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.schedule import Array
from tutor.errors import TutorError

Labels = NDArray[np.int64]
Draw = Callable[[int, np.random.Generator], tuple[Array, Labels]]
"""From n and a source of chance to examples, (n, *S), and the class of each, 0, 1, …, (n,)."""


@dataclass(frozen=True)
class Dataset:
    """Examples of one kind."""

    name: str
    shape: tuple[int, ...]
    """Of one example: (2,) for a point, (channels, height, width) for a picture in -1..1."""
    classes: tuple[str, ...]
    """What the labels mean; none where there is nothing to tell apart."""
    draw: Draw
    """For training."""
    fresh: Draw
    """For judging: examples that training never sees. The same where each draw is a new one."""
    written: Callable[..., object]
    """The function that stands for it in a file."""


OWN = "lessons/datasets.py"
"""Where a course keeps datasets of its own, from its folder."""

_datasets: dict[str, Dataset] = {}


def dataset(
    name: str,
    shape: tuple[int, ...],
    classes: tuple[str, ...] = (),
    *,
    fresh: Draw | None = None,
    written: Callable[..., object] | None = None,
) -> Callable[[Draw], Draw]:
    """Make what the function draws known by that name, which no other has."""
    if name in _datasets:
        raise ValueError(f"there is a dataset called `{name}` already")

    def register(draw: Draw) -> Draw:
        _datasets[name] = Dataset(name, shape, classes, draw, fresh or draw, written or draw)
        return draw

    return register


def names() -> tuple[str, ...]:
    """Every dataset that can be drawn from."""
    return tuple(_datasets)


def find(name: str) -> Dataset:
    """The dataset of that name."""
    if name not in _datasets:
        raise TutorError(
            f"there is no dataset called `{name}`", f"choose one of {', '.join(names())}"
        )
    return _datasets[name]


def draw(name: str, n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
    """Examples of that dataset, (n, *S), and the class of each, (n,)."""
    return find(name).draw(n, generator)
