"""What can be asked of training and sampling, and what is said to a wish that cannot be met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tutor.course.names import did_you_mean
from tutor.errors import TrainingError
from tutor.training.checkpoint import Checkpoint

SEEDS = range(2**63)
MOST_STEPS = 1_000_000
"""Hundreds of times what these networks need."""
LONGEST = 24 * 3600.0
MOST_NUMBERS = 1 << 20
"""In one state of a sampler: half a million points, or a thousand pictures."""
STRONGEST = 1000
"""Guidance far beyond any in use, and far from the end of float32."""
DATA = "two-moons"
SAMPLERS = ("ddim", "ddpm", "heun", "dpm++")
"""The first is the learner's; the others are the tutor's, around the learner's guidance."""


@dataclass(frozen=True)
class Training:
    """A run that somebody wants."""

    data: str | None = None
    """None for the data that were trained on before, or else for the two moons."""
    device: str | None = None
    """None for the fastest that there is."""
    steps: int | None = None
    seconds: float | None = None
    """Where neither is given, the plan says when to end."""
    seed: int = 0
    threads: int | None = None
    """None for as many as a short trial finds fastest; another number changes the last digits."""
    resume: bool = False
    """Whether to go on from the model that was kept."""
    beside: bool = False
    """Whether right functions train a second network beside the first."""

    def check(self) -> None:
        """Raise TrainingError for what cannot be done."""
        if self.steps is not None and self.seconds is not None:
            raise TrainingError(
                "steps and seconds are two ways to say how long", "give `--steps` or `--seconds`"
            )
        if self.steps is not None and self.steps < 1:
            raise TrainingError(f"{self.steps} steps are too few to train", "give at least 1")
        if self.steps is not None and self.steps > MOST_STEPS:
            raise TrainingError(
                f"{self.steps} steps are too many to train", f"give at most {MOST_STEPS:,}"
            )
        if self.seconds is not None and not 0 < self.seconds <= LONGEST:
            raise TrainingError(
                f"{self.seconds:g} seconds are no time to train in",
                "give more than 0 and at most a day, 86400",
            )
        if self.threads is not None and self.threads < 1:
            raise TrainingError(f"{self.threads} threads cannot compute", "give at least 1")
        _check_seed(self.seed)

    def going_on_from(self, kept: Checkpoint) -> Training:
        """The same with the data of that model, which cannot go on with others."""
        learned = str(kept.about["data"])
        if self.data not in (None, learned):
            raise TrainingError(
                f"the model you have learned `{learned}`, not `{self.data}`",
                f"leave `--data` out, or train a new one: `tutor train --data {self.data}`",
            )
        return replace(self, data=learned)


@dataclass(frozen=True)
class Sampling:
    """Samples that somebody wants."""

    n: int | None = None
    """None for as many as fit a screen."""
    steps: int = 50
    eta: float = 0.0
    label: str | None = None
    """Name or number of a class; None for every class in turn."""
    scale: float = 1.0
    """Guidance, 1 for none."""
    sampler: str = SAMPLERS[0]
    seed: int = 0
    device: str | None = None

    def check(self, kept: Checkpoint) -> None:
        """Raise TrainingError for what cannot be drawn from that model."""
        most = MOST_NUMBERS // math.prod(kept.about["example"])
        if self.sampler not in SAMPLERS:
            raise TrainingError(
                f"there is no sampler called `{self.sampler}`", f"choose one of {_listed(SAMPLERS)}"
            )
        for name, value, low, high in (
            ("-n", 1 if self.n is None else self.n, 1, most),
            ("--steps", self.steps, 1, kept.about["T"]),
            ("--eta", self.eta, 0, 1),
            ("--scale", self.scale, -STRONGEST, STRONGEST),
        ):
            if not low <= value <= high:
                raise TrainingError(
                    f"`{name}` must lie from {low} to {high}, but is {value}", "choose another"
                )
        _check_seed(self.seed)

    def class_of(self, kept: Checkpoint) -> int | None:
        """The number of the class in that model."""
        if self.label is None:
            return None
        known: list[str] = kept.about["classes"]
        if self.label in known:
            return known.index(self.label)
        if self.label.isdecimal() and int(self.label) < len(known):
            return int(self.label)
        raise _no_class(self.label, known)


def _no_class(label: str, known: Sequence[str]) -> TrainingError:
    if not known:
        return TrainingError(
            f"there is no class `{label}`: the model knows no classes", "leave `--class` out"
        )
    return TrainingError(
        f"there is no class `{label}`",
        did_you_mean(label, known, otherwise=f"choose one of {_listed(known)}"),
    )


def _check_seed(seed: int) -> None:
    if seed not in SEEDS:
        raise TrainingError(
            f"the seed must lie from 0 to 2**63 − 1, but is {seed}", "choose another seed"
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
