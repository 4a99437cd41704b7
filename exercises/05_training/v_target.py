"""What a network is asked for that predicts neither noise nor picture."""

import torch


def v_target(
    x0: torch.Tensor, noise: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """The direction in which x_t turns. Salimans and Ho 2022, section 4.

    x0: clean batch, shape (B, *S). noise: standard normal, shape of x0.
    t: int64 in 0..T-1, shape (B,). alpha_bar: share of signal, shape (T,).
    Returns v, shape and dtype of x0.
    """
    raise NotImplementedError("write v_target")
