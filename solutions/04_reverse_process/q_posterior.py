"""Where a sample was one step ago, if its clean original is known."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def q_posterior(
    x0: torch.Tensor, xt: torch.Tensor, t: torch.Tensor, betas: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Mean, variance and log variance of x_{t−1}, given x_t and x_0. Ho et al. 2020, Eq. 7."""
    left = torch.cumprod(1 - betas, dim=0)
    before = torch.cat([torch.ones_like(left[:1]), left[:-1]])
    is_open = betas * (1 - before) / (1 - left)  # (T,), 0 at the first step
    lists = (betas, left, before, is_open)
    beta, left, before, variance = (per_sample(values, t, x0) for values in lists)
    of_x0 = before.sqrt() * beta / (1 - left)
    of_xt = (1 - beta).sqrt() * (1 - before) / (1 - left)
    log_variance = per_sample(is_open, t.clamp(min=1), x0).log()
    return of_x0 * x0 + of_xt * xt, variance, log_variance
