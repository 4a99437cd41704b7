"""The loop that makes pictures of noise."""

from collections.abc import Callable

import torch


def capstone_sample(
    model: Callable[..., torch.Tensor],
    ddim_step: Callable[..., torch.Tensor],
    cfg_combine: Callable[..., torch.Tensor],
    alpha_bar: torch.Tensor,
    start: torch.Tensor,
    noise: torch.Tensor,
    label: torch.Tensor,
    none: int,
    steps: int,
    scale: float = 1.0,
    eta: float = 0.0,
) -> torch.Tensor:
    """Draw examples of a class. Song, Meng and Ermon 2021, Eq. 12, with classifier-free guidance.

    model: trained; model(x, t, label) answers with the noise. t and label: int64, shape (B,).
    ddim_step: as you wrote it in lesson 09, called as ddim_step(x, eps, abar_t, abar_prev, eta, z).
    cfg_combine: as you wrote it in lesson 13, called as cfg_combine(eps_uncond, eps_cond, scale).
    alpha_bar: shape (T,).
    start: pure noise, shape (B, *S).
    noise: fresh noise, shape (steps, B, *S): noise[0] for the first step, and so on.
    label: what to draw, shape (B,). none: the label that stands for no class.
    steps: how many levels are visited, a divisor of T. The first has index T-1, each next one lies
        T // steps below, and from the last the step goes to the clean sample, where ᾱ is 1.
    scale, eta: for guidance and for fresh noise.
    Returns the clean samples, shape and dtype of start, without gradients.
    """
    raise NotImplementedError("write capstone_sample")
