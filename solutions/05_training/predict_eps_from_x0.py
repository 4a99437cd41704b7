"""From a guess of the clean sample to a guess of the noise."""

import torch


def predict_eps_from_x0(
    xt: torch.Tensor, x0: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """The jump, solved for the noise; shape of xt. Ho et al. 2020, Eq. 4."""
    signal = alpha_bar[t].reshape(-1, *[1] * (xt.ndim - 1))  # (B, 1, ..., 1)
    return (xt - signal.sqrt() * x0) / (1 - signal).sqrt()
