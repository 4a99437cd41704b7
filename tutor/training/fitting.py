"""The steps of a training: by our loop, or by the learner's own where they have passed one."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from tutor.training import own_training
from tutor.training.adam import Adam, side_by_side
from tutor.training.bench import Bench
from tutor.training.demands import dropping, objective
from tutor.training.functions import Function
from tutor.training.trainer import Plan, Step, Work, learning_rates

DECAY = 0.98
"""Of the average of the weights: it holds about the last 50 steps."""
STRETCH = 25
"""Steps that a learner's loop goes on its own, before a run can be looked at or stopped."""


def fitting(bench: Bench, plan: Plan, seed: int, stretch: int = STRETCH) -> Iterator[Step]:
    """Train the bench's network in place, and move its average after each step."""
    adam = Adam(bench.denoiser, learning_rates(plan))
    average = Average(bench.functions["ema_update"], side_by_side(bench.averaged), adam.weights)
    generator = torch.Generator(bench.examples.device).manual_seed(seed)
    if "capstone_train" in bench.functions:
        yield from own_training.steps(bench, plan, adam, average.move, generator, stretch)
        return
    work = working(bench, plan, adam, generator)
    for _ in range(plan.steps):
        step = work.step()
        average.move()
        yield step


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
