"""The distribution that the jump draws from, as two moments."""

import torch


def q_mean_var(
    x0: torch.Tensor, t: torch.Tensor, alpha_bar: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and variance of x_t given x_0. Ho et al. 2020, Eq. 4.

    x0: clean batch, shape (B, *S). t: int64 in 0..T-1, shape (B,).
    alpha_bar: share of the variance that is signal, shape (T,).
    Returns the mean, shape of x0, and the variance of every number, shape (B, 1, ..., 1).
    """
    raise NotImplementedError("write q_mean_var")
