"""The way from noise to data that needs no chance."""

import torch


def pf_ode_drift(
    x: torch.Tensor,
    t: torch.Tensor,
    score: torch.Tensor,
    beta_min: float = 0.1,
    beta_max: float = 20.0,
) -> torch.Tensor:
    """The dx/dt of the probability flow of the VP SDE. Song et al. 2021, Eq. 13.

    β(t) = beta_min + t·(beta_max − beta_min); forwards, f = −½β·x and g = √β.

    x: noisy batch, shape (B, *S), any S. t: time of each sample, 0 to 1, shape (B,).
    score: slope of the log density at x and t, shape of x.
    Returns how fast x changes with time, shape and dtype of x. The inputs stay as they are.
    """
    raise NotImplementedError("write pf_ode_drift")
