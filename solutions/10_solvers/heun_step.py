"""A step that looks ahead."""

from collections.abc import Callable

import torch


def heun_step(
    x: torch.Tensor,
    denoise_fn: Callable[[torch.Tensor, float], torch.Tensor],
    sigma: float,
    sigma_next: float,
) -> torch.Tensor:
    """Follow the mean of both slopes, shape (B, *S). Karras et al. 2022, Algorithm 1."""
    slope = (x - denoise_fn(x, sigma)) / sigma
    ahead = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return ahead
    slope_ahead = (ahead - denoise_fn(ahead, sigma_next)) / sigma_next
    return x + (sigma_next - sigma) * (slope + slope_ahead) / 2
