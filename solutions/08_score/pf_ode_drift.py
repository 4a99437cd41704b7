"""The way from noise to data that needs no chance."""

import torch


def pf_ode_drift(
    x: torch.Tensor,
    t: torch.Tensor,
    score: torch.Tensor,
    beta_min: float = 0.1,
    beta_max: float = 20.0,
) -> torch.Tensor:
    """The dx/dt of the probability flow of the VP SDE, shape (B, *S). Song et al. 2021, Eq. 13."""
    beta = (beta_min + t * (beta_max - beta_min)).reshape(-1, *[1] * (x.ndim - 1))
    return -beta * (x + score) / 2
