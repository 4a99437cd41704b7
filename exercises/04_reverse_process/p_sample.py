"""One step back, with chance."""

import torch


def per_sample(values: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1). You wrote it as `broadcast_coef`."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))


def p_sample(
    xt: torch.Tensor,
    eps: torch.Tensor,
    t: torch.Tensor,
    betas: torch.Tensor,
    noise: torch.Tensor,
    kind: str = "small",
) -> torch.Tensor:
    """One ancestral step, from x_t to x_{t−1}. Ho et al. 2020, Algorithm 2.

    xt: noisy batch, shape (B, *S). eps: all the noise that is guessed to be in it, shape of xt.
    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1. betas: shape (T,).
    noise: fresh, standard normal, shape of xt. A sample whose t is 0 gets none of it.
    kind: the variance of what is added, "small" or "large", as in `ddpm_variance`.
    Returns x_{t−1}, shape and dtype of xt. Copy in what you need of your other functions.
    """
    raise NotImplementedError("write p_sample")
