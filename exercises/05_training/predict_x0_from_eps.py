"""From a guess of the noise to a guess of the clean sample."""

import torch


def predict_x0_from_eps(
    xt: torch.Tensor, eps: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """The clean sample that a guess of the noise leads back to. Ho et al. 2020, Eq. 15.

    xt: noisy batch, shape (B, *S). eps: guess of the noise, shape of xt.
    t: int64 in 0..T-1, shape (B,). alpha_bar: share of signal, shape (T,).
    Returns x̂_0, shape and dtype of xt.
    """
    raise NotImplementedError("write predict_x0_from_eps")
