"""What made a loss no number: the smallest that can be said of it, found on an untrained network.

By the time it is seen, the weights are no numbers either. But a function that fails on its inputs
fails for a fresh network too, and then mostly for few of the examples.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from tutor.training.bench import Bench
from tutor.training.demands import objective
from tutor.training.denoiser import Denoiser
from tutor.training.networks import build
from tutor.training.trainer import Batch, Step


def diverged(bench: Bench, steps: Sequence[Step]) -> str:
    """Why the loss of the last of these steps is no number, to end a sentence."""
    batch = steps[-1].batch
    if not _is_number(_loss(bench, _fresh(bench), batch)):
        alone = [one for one in _each(batch) if not _is_number(_loss(bench, _fresh(bench), one))]
        if 0 < len(alone) < len(batch.t):
            return f"for {len(alone)} of {len(batch.t)} examples, first {_told(alone[0])}"
        return f"given {_told(batch)}"
    for step in steps[:-1]:
        if not _has_gradient(bench, step.batch):
            return f"after a gradient that is no number, given {_told(step.batch)}"
    before = f" after {float(steps[-2].loss):.3g}" if len(steps) > 1 else ""
    return f"having grown{before}, given {_told(batch)}"


def _fresh(bench: Bench) -> Denoiser:
    """A network that has not been trained, but is not silent either."""
    generator = torch.Generator().manual_seed(0)
    classes = len(bench.dataset.classes)
    return build(bench.dataset.shape, classes, generator).to(bench.examples.device)


def _loss(bench: Bench, denoiser: Denoiser, batch: Batch) -> Tensor:
    loss = objective(bench.functions)
    return loss(batch.model(denoiser), batch.x0, batch.t, batch.noise, bench.alpha_bar)


def _has_gradient(bench: Bench, batch: Batch) -> bool:
    """Whether every number of it is one."""
    denoiser = _fresh(bench)
    loss = _loss(bench, denoiser, batch)
    gradients = torch.autograd.grad(loss, list(denoiser.parameters()), materialize_grads=True)
    return all(_is_number(one) for one in gradients)


def _is_number(value: Tensor) -> bool:
    return bool(torch.isfinite(value).all())


def _each(batch: Batch) -> list[Batch]:
    """Its examples, each as a batch of one."""
    parts = batch.x0, batch.label, batch.t, batch.noise
    return [Batch(*(part[i : i + 1] for part in parts)) for i in range(len(batch.t))]


def _told(batch: Batch) -> str:
    """What the function was given: shapes, and from where to where the values go."""
    return ", ".join(
        f"{name} {tuple(value.shape)} {_range(_shortly(value.min()), _shortly(value.max()))}"
        for name, value in (("x0", batch.x0), ("t", batch.t), ("noise", batch.noise))
    )


def _range(low: str, high: str) -> str:
    return f"at {low}" if low == high else f"in {low} to {high}"


def _shortly(value: Tensor) -> str:
    return f"{float(value):.3g}"
