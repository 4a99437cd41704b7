"""The loop that makes pictures of noise."""

from collections.abc import Callable

import torch


@torch.no_grad()
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
    """From noise to examples of a class, shape of start. Song et al. 2021, Eq. 12, guided."""
    T = len(alpha_bar)
    stride = T // steps
    x = start
    for k, i in enumerate(range(T - 1, -1, -stride)):
        t = torch.full_like(label, i)
        eps_uncond = model(x, t, torch.full_like(label, none))
        eps_cond = model(x, t, label)
        eps = cfg_combine(eps_uncond, eps_cond, scale)
        abar_prev = alpha_bar[i - stride] if i >= stride else 1.0
        x = ddim_step(x, eps, alpha_bar[i], abar_prev, eta, noise[k])
    return x
