"""How much signal is left after each step of noise."""

import torch


def alpha_bar(betas: torch.Tensor) -> torch.Tensor:
    """Share of the variance that is still signal after each step, shape (T,). Ho et al. 2020."""
    return torch.cumprod(1 - betas, dim=0)
