"""The schedule of the first Stable Diffusion."""

import torch


def scaled_linear_beta_schedule(
    T: int, beta_start: float = 0.00085, beta_end: float = 0.012
) -> torch.Tensor:
    """Betas with evenly spaced square roots, shape (T,). Rombach et al. 2022, in their code."""
    return torch.linspace(beta_start**0.5, beta_end**0.5, T, dtype=torch.float64) ** 2
