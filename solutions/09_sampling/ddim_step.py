"""One step from a noisy batch to a cleaner one."""

import torch


def ddim_step(
    xt: torch.Tensor,
    eps: torch.Tensor,
    abar_t: torch.Tensor | float,
    abar_prev: torch.Tensor | float,
    eta: float = 0.0,
    noise: torch.Tensor | None = None,
) -> torch.Tensor:
    """Estimate x_0, then go back to less noise, shape (B, *S). Song et al. 2021, Eq. 12 and 16."""
    variance = eta**2 * (1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)
    kept = max(1 - abar_prev - variance, 0)  # never below 0 but for rounding
    x0 = (xt - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    x_prev = abar_prev**0.5 * x0 + kept**0.5 * eps
    return x_prev if noise is None else x_prev + variance**0.5 * noise
