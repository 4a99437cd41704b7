"""Noise that grows by the same factor in equal times."""

import torch


def ve_sigma(t: torch.Tensor, sigma_min: float = 0.01, sigma_max: float = 50.0) -> torch.Tensor:
    """Size of the noise at time t, shape (B,). Song et al. 2021, section 3.4."""
    return sigma_min * (sigma_max / sigma_min) ** t
