"""One step: draw a batch, noise it, predict, move. It knows no device, no process and no screen.

Loss and dropping of classes are arguments, with the signatures of the exercises `training_loss` and
`drop_condition`, so that the recipe's and the learner's run in the same step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
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


@dataclass(frozen=True)
class Work:
    """All that a step works on, on the denoiser's device."""

    denoiser: Denoiser
    adam: Adam
    examples: Tensor
    """Shape (N, *S)."""
    labels: Tensor
    """Shape (N,)."""
    none: Tensor
    """The label for none, ()."""
    loss: Loss
    drop: Drop
    alpha_bar: Tensor
    """Shape (T,)."""
    plan: Plan
    generator: torch.Generator

    def step(self) -> Step:
        """Train in place. What it did stays on the device: reading the loss waits for it."""
        batch = draw_batch(
            self.examples,
            self.labels,
            self.none,
            len(self.alpha_bar),
            self.drop,
            self.plan,
            self.generator,
        )
        model = batch.model(self.denoiser)
        loss = self.loss(model, batch.x0, batch.t, batch.noise, self.alpha_bar)
        self.adam.step(loss)
        return Step(batch, loss.detach())


def learning_rates(plan: Plan, done: int = 0, phase: float = 0.0) -> Tensor:
    """Up along a line, down along half a cosine. Loshchilov and Hutter 2017.

    done: steps that were made. phase: how far along the cosine they led, from 0 to 1.
    Returns the rates of the steps that are left, (steps - done,).
    """
    step = torch.arange(done, plan.steps, dtype=torch.float64)
    rise = ((step + 1) / plan.warm_up).clamp(max=1)
    phases = phase + (1 - phase) * (step - done) / max(plan.steps - done, 1)
    return plan.learning_rate * rise * (1 + (math.pi * phases).cos()) / 2


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
