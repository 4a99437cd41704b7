"""From noise to data with the learner's `ddim_step`, guided by their `cfg_combine`.

The loop around them is ours, or their `capstone_sample`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from tutor.diffusion.samplers import timesteps
from tutor.training.denoiser import Denoiser
from tutor.training.functions import Function, Functions


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
    A loop of the learner's takes only steps that divide T, and tells its states when it ends.
    """
    size = (len(labels), *shape)

    def draw() -> Tensor:
        return torch.randn(size, generator=generator, device="cpu").to(labels.device)

    loop = functions.get("capstone_sample")
    if loop is not None and len(alpha_bar) % choices.steps == 0:
        yield from _theirs(loop, denoiser, functions, alpha_bar, labels, choices, draw)
    else:
        yield from _ours(denoiser, functions, alpha_bar, labels, choices, draw)


def _ours(
    denoiser: Denoiser,
    functions: Functions,
    alpha_bar: Tensor,
    labels: Tensor,
    choices: Choices,
    draw: Callable[[], Tensor],
) -> Iterator[Tensor]:
    indices = timesteps(len(alpha_bar), choices.steps)
    x = draw()
    yield x
    for i, following in zip(indices, [*indices[1:], None], strict=True):
        t = torch.full_like(labels, i)
        eps = predicted(denoiser, functions, x, t, labels, choices.scale)
        before = torch.ones_like(alpha_bar[i]) if following is None else alpha_bar[following]
        fresh = draw() if choices.eta else None
        x = functions["ddim_step"](
            x, eps, alpha_bar[i], before, eta=choices.eta, noise=fresh, like=x
        )
        yield x


def _theirs(
    loop: Function,
    denoiser: Denoiser,
    functions: Functions,
    alpha_bar: Tensor,
    labels: Tensor,
    choices: Choices,
    draw: Callable[[], Tensor],
) -> Iterator[Tensor]:
    """The states are noted where the loop asks for the next one; the last is what it returns."""
    start = draw()
    noise = torch.stack([draw() for _ in range(choices.steps)])  # (steps, N, *S)
    states = [start]

    def ddim_step(
        xt: Tensor,
        eps: Tensor,
        abar_t: Tensor | float,
        abar_prev: Tensor | float,
        eta: float = 0.0,
        noise: Tensor | None = None,
    ) -> Tensor:
        here, there = (torch.as_tensor(share).to(alpha_bar) for share in (abar_t, abar_prev))
        x = functions["ddim_step"](xt, eps, here, there, eta=eta, noise=noise, like=start)
        states.append(x)
        return x

    def cfg_combine(eps_uncond: Tensor, eps_cond: Tensor, scale: float) -> Tensor:
        return functions["cfg_combine"](eps_uncond, eps_cond, scale, like=start)

    end = loop(
        *(denoiser, ddim_step, cfg_combine, alpha_bar, start, noise, labels, denoiser.classes),
        *(choices.steps, choices.scale, choices.eta),
        like=start,
    )
    yield from [*states[: choices.steps], end]


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
