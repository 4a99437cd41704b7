"""The scale on which noise levels lie evenly."""

import torch


def half_log_snr(alpha_bar: torch.Tensor) -> torch.Tensor:
    """Half the logarithm of the signal-to-noise ratio, shape (T,). Lu et al. 2022, their λ."""
    return 0.5 * torch.log(alpha_bar / (1 - alpha_bar))
