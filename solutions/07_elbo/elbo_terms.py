"""One rung of the bound, straight from its definition."""

import math
from collections.abc import Callable

import torch

Model = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def normal_kl(
    m1: torch.Tensor, logv1: torch.Tensor, m2: torch.Tensor, logv2: torch.Tensor
) -> torch.Tensor:
    """KL between normals in nats, number by number."""
    ratio, distance = (logv1 - logv2).exp(), (m1 - m2).square() * (-logv2).exp()
    return (logv2 - logv1 - 1 + ratio + distance) / 2


def elbo_terms(
    model: Model,
    x0: torch.Tensor,
    t: torch.Tensor,
    noise: torch.Tensor,
    betas: torch.Tensor,
    kind: str = "small",
) -> torch.Tensor:
    """One KL of the bound in bits per number of x_0, shape (B,). Ho et al. 2020, Eq. 5."""
    alpha_bar = torch.cumprod(1 - betas, dim=0)
    signal, before = per_sample(alpha_bar, t, x0), per_sample(alpha_bar, t - 1, x0)
    beta = per_sample(betas, t, x0)
    x_t = signal.sqrt() * x0 + (1 - signal).sqrt() * noise
    told = before.sqrt() * beta * x0 + (1 - beta).sqrt() * (1 - before) * x_t
    guess = x_t - beta / (1 - signal).sqrt() * model(x_t, t)
    open_ = beta * (1 - before) / (1 - signal)
    variance = {"small": open_, "large": beta}[kind]
    posterior = told / (1 - signal), open_.log()
    nats = normal_kl(*posterior, guess / (1 - beta).sqrt(), variance.log())
    return nats.reshape(len(x0), -1).mean(dim=1) / math.log(2)
