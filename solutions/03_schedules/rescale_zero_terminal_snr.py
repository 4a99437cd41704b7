"""A schedule that really ends in noise, made of one that nearly does."""

import torch


def rescale_zero_terminal_snr(betas: torch.Tensor) -> torch.Tensor:
    """Change a schedule so that ᾱ ends at 0, shape (T,). Lin et al. 2023, Algorithm 1."""
    root = torch.cumprod(1 - betas, dim=0).sqrt()
    root = (root - root[-1]) * root[0] / (root[0] - root[-1])
    alpha_bar = root**2
    before = torch.cat([torch.ones_like(betas[:1]), alpha_bar[:-1]])
    return 1 - alpha_bar / before
