"""The functions that drive a run where the learner's are not passed yet, by their exercises' slugs.

Ours, not the course's solutions: those never enter a process that runs a learner's code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from tutor.diffusion.schedule import cosine_betas
from tutor.training.trainer import Model


def cosine_beta_schedule(T: int, s: float = 0.008, max_beta: float = 0.999) -> Tensor:
    """Betas, (T,), float64. Nichol and Dhariwal 2021, Eq. 17."""
    return torch.from_numpy(cosine_betas(T, s, max_beta))


def alpha_bar(betas: Tensor) -> Tensor:
    """Share of variance that is still signal, (T,). Ho et al. 2020, Eq. 4."""
    return torch.cumprod(1 - betas, dim=0)


def q_sample(x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """x_t from x_0 in one step, shape of x0. Ho et al. 2020, Eq. 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))  # (B, 1, ..., 1)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise


def training_loss(model: Model, x0: Tensor, t: Tensor, noise: Tensor, alpha_bar: Tensor) -> Tensor:
    """Mean squared error of the predicted noise. Ho et al. 2020, Eq. 14."""
    return ((model(q_sample(x0, t, noise, alpha_bar), t) - noise) ** 2).mean()


def drop_condition(
    labels: Tensor, null: Tensor, p: float, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Labels, (B,), a share of them null, and which: bool, (B,). Ho and Salimans 2022, Alg. 1."""
    dropped = torch.rand(labels.shape, generator=generator, device=labels.device) < p
    return torch.where(dropped, null, labels), dropped


def ema_update(ema: list[Tensor], params: list[Tensor], decay: float) -> None:
    """Move the averages towards the weights, in place. Ho et al. 2020, Appendix B."""
    for average, weight in zip(ema, params, strict=True):
        average.lerp_(weight, 1 - decay)


def ddim_step(
    xt: Tensor,
    eps: Tensor,
    abar_t: Tensor,
    abar_prev: Tensor,
    eta: float = 0.0,
    noise: Tensor | None = None,
) -> Tensor:
    """To less noise, shape of xt. Song, Meng and Ermon 2021, Eq. 12."""
    x0 = (xt - (1 - abar_t).sqrt() * eps) / abar_t.sqrt()
    sigma = eta * ((1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)).sqrt()
    x = abar_prev.sqrt() * x0 + (1 - abar_prev - sigma**2).clamp(min=0).sqrt() * eps
    return x if noise is None else x + sigma * noise


def cfg_combine(eps_uncond: Tensor, eps_cond: Tensor, scale: float) -> Tensor:
    """Past the conditional one for scale > 1. Ho and Salimans 2022, Eq. 6, with w = scale − 1."""
    return eps_uncond + scale * (eps_cond - eps_uncond)


REFERENCE: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        cosine_beta_schedule,
        alpha_bar,
        q_sample,
        training_loss,
        drop_condition,
        ema_update,
        ddim_step,
        cfg_combine,
    )
}
"""In the order in which a run meets them."""
