"""From a clean batch to a noisy one, in one jump."""

import torch


def q_sample(
    x0: torch.Tensor, t: torch.Tensor, noise: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """Jump from x_0 to x_t, shape (B, *S). Ho et al. 2020, Eq. 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))  # (B, 1, ..., 1)
    return signal.sqrt() * x0 + (1 - signal).sqrt() * noise
