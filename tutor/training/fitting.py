"""The steps of a training: by our loop, or by the learner's own where they have passed one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor

from tutor.training import own_training, recorded_step
from tutor.training.adam import Adam, side_by_side
from tutor.training.bench import Bench
from tutor.training.demands import dropping, objective
from tutor.training.functions import Function
from tutor.training.horizon import Horizon
from tutor.training.networks import plan_for
from tutor.training.recorded_step import TRIED, Recorder, Recording, decide
from tutor.training.trainer import Plan, Step, Work, learning_rates

DECAY = 0.98
"""Of the average of the weights: it holds about the last 50 steps."""
STRETCH = 25
"""Steps that a learner's loop goes on its own, before a run can be looked at or stopped."""


def fitting(
    bench: Bench,
    horizon: Horizon,
    seed: int,
    *,
    stretch: int = STRETCH,
    recorder: Recorder | None = None,
) -> Iterator[Step]:
    """Train the bench's network in place, and move its average after each step."""
    adam = Adam(bench.denoiser, learning_rates(horizon.farthest))
    adam.turn(0, learning_rates(horizon.plan))
    average = Average(bench.functions["ema_update"], side_by_side(bench.averaged), adam.weights)
    generator = torch.Generator(bench.examples.device).manual_seed(seed)
    if "capstone_train" in bench.functions:
        steps = own_training.steps(bench, horizon, adam, average.move, generator, stretch)
    else:
        work = working(bench, horizon.farthest, adam, generator)
        steps = _averaged(recorded_step.steps(work, recorder), average)
    for number, step in enumerate(steps, 1):
        yield step
        if number % stretch == 0:
            horizon.look(number, adam)
        if number >= horizon.steps:
            return


def _averaged(steps: Iterator[Step], average: Average) -> Iterator[Step]:
    for step in steps:
        average.move()
        yield step


def tried(bench: Bench, recorder: Recorder | None) -> Recording:
    """Whether our loop with the run's functions can be recorded; the bench is not trained."""
    plan = replace(plan_for(bench.dataset), steps=TRIED)

    def fresh() -> Work:
        copy = bench.apart()
        generator = torch.Generator(bench.examples.device).manual_seed(0)
        return working(copy, plan, Adam(copy.denoiser, learning_rates(plan)), generator)

    return decide(fresh, bench.functions, recorder)


def working(bench: Bench, plan: Plan, adam: Adam, generator: torch.Generator) -> Work:
    """One step of our loop, with the run's functions."""
    return Work(
        bench.denoiser,
        adam,
        bench.examples,
        bench.labels,
        torch.full_like(bench.labels[0], bench.denoiser.classes),
        objective(bench.functions),
        dropping(bench.functions),
        bench.alpha_bar,
        plan,
        generator,
    )


class Average:
    """The average of the weights over the last steps, of which the first count little."""

    def __init__(self, ema_update: Function, average: Tensor, weights: Tensor) -> None:
        """average, weights: all in one, (P,)."""
        self._update, self._average, self._weights = ema_update, average, weights
        self._steps = 0

    @torch.no_grad()
    def move(self) -> None:
        """Take in the weights after one more step."""
        self._steps += 1
        decay = min(DECAY, self._steps / (9 + self._steps))
        self._update.returned([self._average], [self._weights], decay)
