"""The learner's own loop, `capstone_train`, which goes a stretch of steps at a time.

It owns the loop; the optimizer that it is given owns the learning rate, and moves the average.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch
from torch import Tensor

from tutor.training.adam import Adam
from tutor.training.bench import Bench
from tutor.training.demands import objective
from tutor.training.functions import Function
from tutor.training.horizon import Horizon
from tutor.training.optimizer import Optimizer
from tutor.training.trainer import Batch, Loss, Model, Step


def steps(
    bench: Bench,
    horizon: Horizon,
    adam: Adam,
    moved: Callable[[], None],
    generator: torch.Generator,
    stretch: int,
) -> Iterator[Step]:
    """Train in place; what each step of a stretch did is told at its end.

    moved: to be called after each move of the weights.
    """
    loop = bench.functions["capstone_train"]
    optimizer = Optimizer(adam, moved)
    done = 0
    while done < horizon.steps:
        count = min(stretch, horizon.steps - done)
        batches: list[Batch] = []
        losses = loop(
            bench.denoiser,
            optimizer,
            _noting(objective(bench.functions), batches),
            bench.examples,
            bench.labels,
            bench.denoiser.classes,
            horizon.plan.unlabelled,
            bench.alpha_bar,
            count,
            horizon.plan.batch,
            generator,
            like=bench.alpha_bar.new_empty(count),
        )
        done += count
        for batch, loss in zip(_one_each(loop, batches, count), losses, strict=True):
            yield Step(batch, loss.detach())


def _noting(loss: Loss, batches: list[Batch]) -> Loss:
    """The same loss, which notes what it is asked about; labels only the model is told."""

    def noted(model: Model, x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
        value = loss(model, x0, t, noise, alpha_bar)
        batches.append(Batch(x0, torch.zeros_like(t), t, noise))
        return value

    return noted


def _one_each(loop: Function, batches: list[Batch], count: int) -> list[Batch]:
    """A batch for each step, the last one again where the loop asked too seldom."""
    if not batches:
        raise loop.wrong("made steps without asking `training_loss`")
    return [*batches, *batches[-1:] * count][:count]
