"""A cap on how much the easy steps weigh."""

import torch


def min_snr_weight(t: torch.Tensor, alpha_bar: torch.Tensor, gamma: float = 5.0) -> torch.Tensor:
    """min(SNR, γ)/SNR at each t, shape (B,). Hang et al. 2023, section 3.4."""
    snr = alpha_bar[t] / (1 - alpha_bar[t])  # (B,)
    return snr.clamp(max=gamma) / snr
