"""What a network is asked for that predicts neither noise nor picture."""

import torch


def v_target(
    x0: torch.Tensor, noise: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """√ᾱ·noise − √(1−ᾱ)·x0, shape of x0. Salimans and Ho 2022, section 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (x0.ndim - 1))  # (B, 1, ..., 1)
    return signal.sqrt() * noise - (1 - signal).sqrt() * x0
