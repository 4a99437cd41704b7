"""One small step towards noise."""

import torch


def q_step(
    x_prev: torch.Tensor, t: torch.Tensor, betas: torch.Tensor, noise: torch.Tensor
) -> torch.Tensor:
    """Shrink a little, add a little noise; shape of x_prev. Ho et al. 2020, Eq. 2."""
    beta = betas[t].reshape(-1, *[1] * (x_prev.ndim - 1))  # (B, 1, ..., 1)
    return (1 - beta).sqrt() * x_prev + beta.sqrt() * noise
