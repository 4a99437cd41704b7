"""How strong the signal is beside the noise."""

import torch


def snr(alpha_bar: torch.Tensor) -> torch.Tensor:
    """Variance of the signal over variance of the noise, shape (T,). Kingma et al. 2021."""
    return alpha_bar / (1 - alpha_bar)
