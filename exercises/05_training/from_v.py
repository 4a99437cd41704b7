"""Back from v to the two that it is made of."""

import torch


def from_v(
    xt: torch.Tensor, v: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """The clean sample and the noise behind xt and v. Salimans and Ho 2022, section 4.

    xt: noisy batch, shape (B, *S). v: guess of v, shape of xt.
    t: int64 in 0..T-1, shape (B,). alpha_bar: share of signal, shape (T,).
    Returns x̂_0 and ε̂, in this order, each in the shape of xt.
    """
    raise NotImplementedError("write from_v")
