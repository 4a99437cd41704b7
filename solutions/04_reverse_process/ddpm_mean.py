"""Where a sample was one step ago, as far as a guess of its noise can tell."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def ddpm_mean(
    xt: torch.Tensor, eps: torch.Tensor, t: torch.Tensor, betas: torch.Tensor
) -> torch.Tensor:
    """Mean of the step back, by way of the noise, shape (B, *S). Ho et al. 2020, Eq. 11."""
    lists = (betas, torch.cumprod(1 - betas, dim=0))
    beta, left = (per_sample(values, t, xt) for values in lists)
    return (xt - beta / (1 - left).sqrt() * eps) / (1 - beta).sqrt()
