"""One step back, with chance."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def p_sample(
    xt: torch.Tensor,
    eps: torch.Tensor,
    t: torch.Tensor,
    betas: torch.Tensor,
    noise: torch.Tensor,
    kind: str = "small",
) -> torch.Tensor:
    """One ancestral step, shape (B, *S). Ho et al. 2020, Algorithm 2."""
    left = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
    variances = {"small": betas * (1 - before) / (1 - left), "large": betas}[kind]
    beta, left, variance = (per_sample(values, t, xt) for values in (betas, left, variances))
    mean = (xt - beta / (1 - left).sqrt() * eps) / (1 - beta).sqrt()
    again = (t > 0).reshape(variance.shape)
    return mean + again * variance.sqrt() * noise
