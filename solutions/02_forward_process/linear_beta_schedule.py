"""The schedule that the first diffusion model of pictures was trained with."""

import torch


def linear_beta_schedule(T: int, beta_start: float = 1e-4, beta_end: float = 0.02) -> torch.Tensor:
    """Betas on a straight line, shape (T,). Ho et al. 2020, section 4."""
    return torch.linspace(beta_start, beta_end, T, dtype=torch.float64)
