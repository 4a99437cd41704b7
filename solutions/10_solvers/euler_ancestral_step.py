"""Too far down, and up again with fresh noise."""

import torch


def euler_ancestral_step(
    x: torch.Tensor,
    denoised: torch.Tensor,
    sigma: float,
    sigma_next: float,
    noise: torch.Tensor,
) -> torch.Tensor:
    """Euler's step too far down, and fresh noise, shape (B, *S)."""
    down = sigma_next**2 / sigma
    up = (sigma_next**2 - down**2) ** 0.5
    return x + (down - sigma) * (x - denoised) / sigma + up * noise
