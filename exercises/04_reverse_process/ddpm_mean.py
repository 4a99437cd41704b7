"""Where a sample was one step ago, as far as a guess of its noise can tell."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1). You wrote it as `broadcast_coef`."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def ddpm_mean(
    xt: torch.Tensor, eps: torch.Tensor, t: torch.Tensor, betas: torch.Tensor
) -> torch.Tensor:
    """Mean of the step back from x_t, by way of the noise. Ho et al. 2020, Eq. 11.

    xt: noisy batch, shape (B, *S). eps: all the noise that is guessed to be in it, shape of xt.
    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1. betas: shape (T,).
    Returns the mean, shape and dtype of xt.
    """
    raise NotImplementedError("write ddpm_mean")
