"""A cap on how much the easy steps weigh."""

import torch


def min_snr_weight(t: torch.Tensor, alpha_bar: torch.Tensor, gamma: float = 5.0) -> torch.Tensor:
    """Weight of the noise loss at each t. Hang et al. 2023, section 3.4.

    t: int64 in 0..T-1, shape (B,). alpha_bar: share of signal, shape (T,).
    gamma: the largest signal-to-noise ratio that counts.
    Returns min(SNR, γ)/SNR, shape (B,), dtype of alpha_bar.
    """
    raise NotImplementedError("write min_snr_weight")
