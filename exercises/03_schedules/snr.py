"""How strong the signal is beside the noise."""

import torch


def snr(alpha_bar: torch.Tensor) -> torch.Tensor:
    """Variance of the signal over variance of the noise. Kingma et al. 2021.

    alpha_bar: share of the variance that is signal, shape (T,), from 0 to below 1.
    Returns shape and dtype of alpha_bar.
    """
    raise NotImplementedError("write snr")
