"""A small step back in time, with chance."""

import torch


def reverse_sde_step(
    x: torch.Tensor,
    t: torch.Tensor,
    dt: float,
    score: torch.Tensor,
    noise: torch.Tensor,
    beta_min: float = 0.1,
    beta_max: float = 20.0,
) -> torch.Tensor:
    """One Euler–Maruyama step of the reverse VP SDE. Song et al. 2021, Eq. 6.

    β(t) = beta_min + t·(beta_max − beta_min); forwards, f = −½β·x and g = √β.

    x: noisy batch, shape (B, *S), any S. t: time of each sample, 0 to 1, shape (B,).
    dt: how far to go, below 0, because time runs backwards.
    score: slope of the log density at x and t, shape of x.
    noise: standard normal, shape of x.
    Returns the batch at t + dt, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write reverse_sde_step")
