"""The plainest step along a curve."""

import torch


def euler_step(
    x: torch.Tensor, denoised: torch.Tensor, sigma: float, sigma_next: float
) -> torch.Tensor:
    """Follow the slope at sigma, shape (B, *S). Karras et al. 2022, Algorithm 1, line 5."""
    return x + (sigma_next - sigma) * (x - denoised) / sigma
