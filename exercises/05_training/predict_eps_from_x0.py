"""From a guess of the clean sample to a guess of the noise."""

import torch


def predict_eps_from_x0(
    xt: torch.Tensor, x0: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """The noise that makes xt of a guess of the clean sample. Ho et al. 2020, Eq. 4, solved.

    xt: noisy batch, shape (B, *S). x0: guess of the clean batch, shape of xt.
    t: int64 in 0..T-1, shape (B,). alpha_bar: share of signal, shape (T,).
    Returns ε̂, shape and dtype of xt.
    """
    raise NotImplementedError("write predict_eps_from_x0")
