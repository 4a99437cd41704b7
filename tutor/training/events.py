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
    parameters: int
    functions: tuple[str, ...]
    """Slugs of the learner's functions that drive the run."""
    isolation: str = "none"
    """What fences them in: a profile of `sandbox.isolation`, or none and why."""


@dataclass(frozen=True)
class Advance:
    """Where the run stands."""

    step: int
    steps: int
    loss: float
    """Mean over the steps since the last progress, by the learner's `training_loss`."""
    held_out: float
    """Of the last samples' network, on new points that the learner's `q_sample` made noisy."""
    examples_per_second: float


@dataclass(frozen=True)
class Samples:
    """Points drawn by the learner's `ddim_step`."""

    step: int
    """Of the training, where the network draws on the way; else of the sampler, 0 for the noise."""
    xy: NDArray[np.float64]
    """Shape (N, 2)."""
    labels: NDArray[np.int64]
    """The class that each was asked to be of, shape (N,)."""


@dataclass(frozen=True)
class Report:
    """What became of a run."""

    steps: int
    """Steps that were done."""
    interrupted: bool
    seconds: float
    """Wall time from the first step to the last."""
    loss: float
    """Held-out error of the noise prediction under the true forward process."""
    untrained: float
    """The same of a network before its first step."""
    best: float
    """The same of the exact denoiser."""
    score: float
    """1 for the best possible, 0 for untrained, below 0 for a network that learned wrong."""
    energy: float
    """Energy distance of samples and data: about 0 for fresh data."""
    stray: float
    """Share of samples that lie off the data: about 0.01 for fresh data."""
    missed: float
    """Share of the data that no sample comes near: about 0.01 for fresh data."""


@dataclass(frozen=True)
class Finished:
    """The run is over and its model is kept."""

    report: Report
    checkpoint: Path


Event = Started | Advance | Samples | Finished
