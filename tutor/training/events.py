"""What a run tells while it runs and at its end: plain values, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Started:
    """The functions are loaded, the device computes, the network stands untrained."""

    device: str
    why: str
    """Why it is this device."""
    threads: int
    """Of the CPU, by a short trial."""
    parameters: int
    functions: tuple[str, ...]
    """Slugs of the learner's functions that drive the run."""
    ours: tuple[str, ...]
    """Slugs of those that the tutor stands in for."""
    isolation: str = "none"
    """What fences the learner's in: a profile of `sandbox.isolation`, or none and why."""
    idle: tuple[str, ...] = ()
    """Slugs of the learner's that have no work, since another of theirs does it."""
    recording: str = ""
    """On a GPU, whether a step is recorded once and played, and if not, why."""


@dataclass(frozen=True)
class Advance:
    """Where the run stands."""

    step: int
    steps: int
    loss: float
    """Mean over the steps since the last progress, by the learner's `training_loss`."""
    held_out: float
    """Of the last samples' network, on new examples that the learner's `q_sample` made noisy."""
    examples_per_second: float


@dataclass(frozen=True)
class Samples:
    """What the network draws, by the learner's `ddim_step`."""

    step: int
    """Of the training, where the network draws on the way; else of the sampler, 0 for the noise."""
    x: NDArray[np.float64]
    """Points, shape (N, 2), or pictures in -1..1, shape (N, channels, height, width)."""
    labels: NDArray[np.int64]
    """The class that each was asked to be of, shape (N,)."""
    right: NDArray[np.float64] | None = None
    """What the same network draws when right functions trained it and draw, shape of x."""


@dataclass(frozen=True)
class Drawn:
    """There are no more samples."""


@dataclass(frozen=True)
class Report:
    """What became of a run; `quality` says what the measures are."""

    steps: int
    """Steps that were done."""
    interrupted: bool
    seconds: float
    """Wall time from the first step to the last."""
    warning: str
    """What is probably wrong where too little was learned; else empty."""
    loss: float
    untrained: float
    best: float | None
    exact: bool
    score: float | None
    energy: float
    energy_floor: float
    sliced: float
    sliced_floor: float
    stray: float
    missed: float
    novelty: float
    obeyed: float | None
    obeyed_floor: float | None
    diversity: float
    crossed: str = ""
    """What is probably wrong with how it draws, if the same network draws well our way."""


@dataclass(frozen=True)
class Finished:
    """The run is over and its model is kept."""

    report: Report
    checkpoint: Path
    right: Report | None = None
    """Of the run of right functions beside it."""


Event = Started | Advance | Samples | Finished


@dataclass(frozen=True)
class Looked:
    """A teacher's datasets have been tried."""

    faults: list[list[str]]
    """For each that is wrong, what is, and a hint."""
