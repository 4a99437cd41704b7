"""The scale on which noise levels lie evenly."""

import torch


def half_log_snr(alpha_bar: torch.Tensor) -> torch.Tensor:
    """Half the natural logarithm of the signal-to-noise ratio. Lu et al. 2022, their λ.

    alpha_bar: share of the variance that is signal, shape (T,), from 0 to below 1.
    Returns shape and dtype of alpha_bar: positive where signal prevails, −inf where ᾱ is 0.
    """
    raise NotImplementedError("write half_log_snr")
