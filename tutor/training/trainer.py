"""The loop: draw a batch, noise it, predict, step. It knows no device, no process and no screen.

Loss and dropping of classes are arguments, with the signatures of the exercises `training_loss` and
`drop_condition`, so that the recipe's and the learner's run in the same loop.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from tutor.training.adam import Adam
from tutor.training.denoiser import Denoiser

Model = Callable[[Tensor, Tensor], Tensor]
"""From x_t, (B, *S), and t, (B,), to the noise, shape of x_t."""
Loss = Callable[[Model, Tensor, Tensor, Tensor, Tensor], Tensor]
"""From model, x0 (B, *S), t (B,), noise (B, *S) and alpha_bar (T,) to a scalar."""
Drop = Callable[[Tensor, Tensor, float, torch.Generator], Tensor]
"""From labels, (B,), the label for none, (), a share and chance to labels, some of them none."""


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train."""

    steps: int = 1400
    batch: int = 256
    learning_rate: float = 6e-3
    warm_up: int = 50
    """Steps over which the learning rate rises; then it falls to 0 along a cosine."""
    unlabelled: float = 0.1
    """Share of examples whose class is hidden, so that the network also learns to do without."""


@dataclass(frozen=True)
class Batch:
    """What one step learns from."""

    x0: Tensor
    """Shape (B, *S)."""
    label: Tensor
    """Shape (B,), int64; the number of classes stands for none."""
    t: Tensor
    """Shape (B,), int64."""
    noise: Tensor
    """Shape of x0."""

    def model(self, denoiser: Denoiser) -> Model:
        """The denoiser for the classes of this batch."""
        return lambda x_t, t: denoiser(x_t, t, self.label)


@dataclass(frozen=True)
class Step:
    """One step, done."""

    batch: Batch
    loss: Tensor
    """Of that batch, before the weights moved, ()."""


def fit(
    denoiser: Denoiser,
    examples: Tensor,
    labels: Tensor,
    loss: Loss,
    drop: Drop,
    alpha_bar: Tensor,
    plan: Plan,
    generator: torch.Generator,
) -> Iterator[Step]:
    """Train in place; yields what each step did, still on the device.

    examples: (N, *S), labels: (N,), alpha_bar: (T,) and generator lie on the denoiser's device.
    Reading a yielded loss waits for the device: read few of them.
    """
    adam = Adam(denoiser)
    none = torch.full((), denoiser.classes, device=labels.device)
    for step in range(plan.steps):
        batch = draw_batch(examples, labels, none, len(alpha_bar), drop, plan, generator)
        value = loss(batch.model(denoiser), batch.x0, batch.t, batch.noise, alpha_bar)
        adam.step(value, learning_rate(step, plan))
        yield Step(batch, value.detach())


def learning_rate(step: int, plan: Plan) -> float:
    """Up along a line, down along half a cosine. Loshchilov and Hutter 2017, without restarts."""
    rise = min(1.0, (step + 1) / plan.warm_up)
    return plan.learning_rate * rise * (1 + math.cos(math.pi * step / plan.steps)) / 2


def draw_batch(
    examples: Tensor,
    labels: Tensor,
    none: Tensor,
    T: int,
    drop: Drop,
    plan: Plan,
    generator: torch.Generator,
) -> Batch:
    """A batch whose noise levels are spread evenly, one per B-th of 0..T-1."""
    B, device = plan.batch, examples.device
    chosen = torch.randint(len(examples), (B,), generator=generator, device=device)
    place = torch.arange(B, device=device) + torch.rand(B, generator=generator, device=device)
    return Batch(
        x0=examples[chosen],
        label=drop(labels[chosen], none, plan.unlabelled, generator),
        t=(place * (T / B)).long().clamp(max=T - 1),
        noise=torch.randn(B, *examples.shape[1:], generator=generator, device=device),
    )
