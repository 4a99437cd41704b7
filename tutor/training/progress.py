"""The steps of a run, with what is told of them on the way.

Every look at a number waits for the device, so there are few.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import replace

import torch

from tutor.errors import TrainingError
from tutor.training.bench import Bench
from tutor.training.demands import try_dropping
from tutor.training.device import gave_out, too_little_memory
from tutor.training.divergence import diverged
from tutor.training.events import Advance, Samples
from tutor.training.fitting import STRETCH, fitting
from tutor.training.functions import mend
from tutor.training.horizon import Horizon
from tutor.training.looks import held_out, looks_of, shown
from tutor.training.recorded_step import Recorder
from tutor.training.source import first_line
from tutor.training.trainer import Step

EVERY = STRETCH
"""Steps between two looks at the loss."""


def together(
    bench: Bench, right: Bench | None, horizon: Horizon, seed: int, recorder: Recorder | None
) -> Iterator[Advance | Samples]:
    """Train both benches in step; samples of the first come with those of the second beside."""
    beside = iter(()) if right is None else progress(right, horizon, seed)
    for event in progress(bench, horizon, seed, recorder):
        other = next(beside, None)
        if isinstance(event, Samples) and isinstance(other, Samples):
            event = replace(event, right=other.x)
        yield event


def progress(
    bench: Bench, horizon: Horizon, seed: int, recorder: Recorder | None = None
) -> Iterator[Advance | Samples]:
    """Train in place; the first samples are of the untrained network."""
    if "capstone_train" not in bench.functions:  # such a loop hides labels by itself
        none = torch.full_like(bench.labels[0], bench.denoiser.classes)
        try_dropping(bench.functions, bench.labels, none)
    error = held_out(bench)
    yield shown(bench, 0)
    steps: list[Step] = []
    last = time.perf_counter()
    for number, step in enumerate(_blamed(fitting(bench, horizon, seed, recorder=recorder)), 1):
        steps.append(step)
        if number % EVERY and number < horizon.steps:
            continue
        loss = _mean_loss(bench, steps, number)
        speed = len(steps) * horizon.plan.batch / (time.perf_counter() - last)
        looked_at = number % looks_of(bench).every == 0 or number >= horizon.steps
        error = held_out(bench) if looked_at else error
        yield Advance(number, horizon.steps, loss, error, speed)
        if looked_at:
            yield shown(bench, number)
        steps.clear()
        last = time.perf_counter()


def _blamed(steps: Iterator[Step]) -> Iterator[Step]:
    """The same steps; what fails in the gradient of the learner's loss is told as theirs.

    What fails only after some that went well is told with their number.
    """
    done = 0
    try:
        for step in steps:
            yield step
            done += 1
    except TrainingError as error:
        if done:
            raise TrainingError(f"{error}, after {done:,} steps", error.hint) from error
        raise
    except RuntimeError as error:
        if too_little_memory(error) or gave_out(error):
            raise
        raise TrainingError(
            f"`training_loss` has no usable gradient: {first_line(error)}", mend("training_loss")
        ) from error


def _mean_loss(bench: Bench, steps: list[Step], number: int) -> float:
    """Mean of the last losses, the last of which is that number's; one that is none is told."""
    losses = torch.stack([step.loss for step in steps]).tolist()
    for index, loss in enumerate(losses):
        if not math.isfinite(loss):
            at = number - len(losses) + 1 + index
            raise TrainingError(
                f"`training_loss` became {loss} at step {at}, "
                f"{diverged(bench, steps[: index + 1])}",
                mend("training_loss"),
            )
    return math.fsum(losses) / len(losses)
