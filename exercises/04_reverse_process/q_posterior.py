"""Where a sample was one step ago, if its clean original is known."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1). You wrote it as `broadcast_coef`."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def q_posterior(
    x0: torch.Tensor, xt: torch.Tensor, t: torch.Tensor, betas: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Mean and variance of x_{t−1}, given x_t and x_0. Ho et al. 2020, Eq. 6 and 7.

    x0: clean batch, shape (B, *S). xt: the same, noisy.
    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1. Before index 0, ᾱ is 1.
    betas: shape (T,), T at least 2.
    Returns the mean, shape of x0; the variance, shape (B, 1, ..., 1);
        and its logarithm, with that of index 1 in the place of index 0, where the variance is 0.
    """
    raise NotImplementedError("write q_posterior")
