"""A schedule that is drawn as a curve of what is left, not of what is added."""

import math

import torch


def cosine_beta_schedule(T: int, s: float = 0.008, max_beta: float = 0.999) -> torch.Tensor:
    """Betas of the cosine schedule, clipped, shape (T,). Nichol and Dhariwal 2021, Eq. 17."""
    u = torch.arange(T + 1, dtype=torch.float64) / T
    left = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2  # (T + 1,)
    return (1 - left[1:] / left[:-1]).clamp(max=max_beta)
