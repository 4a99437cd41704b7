"""The distribution that the jump draws from, as two moments."""

import torch


def q_mean_var(
    x0: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean, shape of x0, and variance, (B, 1, ..., 1), of x_t. Ho et al. 2020, Eq. 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))  # (B, 1, ..., 1)
    return signal.sqrt() * x0, 1 - signal
