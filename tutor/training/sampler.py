"""From noise to data with the learner's `ddim_step`, guided by their `cfg_combine`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from tutor.diffusion.samplers import timesteps
from tutor.training.denoiser import Denoiser
from tutor.training.functions import Functions


@dataclass(frozen=True)
class Choices:
    """How to sample."""

    steps: int = 20
    eta: float = 0.0
    scale: float = 1.0
    """Guidance; 1 asks the network once per step, as it is."""


def in_turn(n: int, classes: int) -> Tensor:
    """Labels 0, 1, … over and over, shape (n,); all 0 where there are no classes to tell apart."""
    return torch.arange(n) % max(classes, 1)


@torch.no_grad()
def sample(
    denoiser: Denoiser,
    functions: Functions,
    alpha_bar: Tensor,
    labels: Tensor,
    shape: tuple[int, ...],
    choices: Choices,
    generator: torch.Generator,
) -> Iterator[Tensor]:
    """States from pure noise to examples of that shape, (N, *S), `choices.steps` + 1 of them.

    alpha_bar: the learner's, (T,). labels: what to draw, (N,), int64, the number of classes for
    anything. Both on the denoiser's device. generator: on the CPU, for the same noise everywhere.
    """
    size = (len(labels), *shape)
    device = labels.device
    indices = timesteps(len(alpha_bar), choices.steps)
    x = torch.randn(size, generator=generator).to(device)
    yield x
    for i, following in zip(indices, [*indices[1:], None], strict=True):
        t = torch.full_like(labels, i)
        eps = predicted(denoiser, functions, x, t, labels, choices.scale)
        before = torch.ones_like(alpha_bar[i]) if following is None else alpha_bar[following]
        fresh = torch.randn(size, generator=generator).to(device) if choices.eta else None
        x = functions["ddim_step"](
            x, eps, alpha_bar[i], before, eta=choices.eta, noise=fresh, like=x
        )
        yield x


def predicted(
    denoiser: Denoiser,
    functions: Functions,
    x: Tensor,
    t: Tensor,
    labels: Tensor,
    scale: float,
) -> Tensor:
    """The noise in x, (N, *S): as the network says, or guided away from what it says of none."""
    eps: Tensor = denoiser(x, t, labels)
    if scale == 1.0:
        return eps
    return functions["cfg_combine"](denoiser(x, t), eps, scale, like=eps)
