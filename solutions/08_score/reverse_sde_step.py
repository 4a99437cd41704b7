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
    """One Euler–Maruyama step of the reverse VP SDE, shape (B, *S). Song et al. 2021, Eq. 6."""
    beta = (beta_min + t * (beta_max - beta_min)).reshape(-1, *[1] * (x.ndim - 1))
    drift = -beta * x / 2 - beta * score
    return x + drift * dt + (-beta * dt).sqrt() * noise
