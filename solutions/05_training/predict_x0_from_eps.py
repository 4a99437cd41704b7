"""From a guess of the noise to a guess of the clean sample."""

import torch


def predict_x0_from_eps(
    xt: torch.Tensor, eps: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """The jump, solved for x_0; shape of xt. Ho et al. 2020, Eq. 15."""
    signal = alpha_bar[t].reshape(-1, *[1] * (xt.ndim - 1))  # (B, 1, ..., 1)
    return (xt - (1 - signal).sqrt() * eps) / signal.sqrt()
