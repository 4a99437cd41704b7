"""How much of the noise is fresh."""

import torch


def ddim_sigma(
    abar_t: torch.Tensor | float, abar_prev: torch.Tensor | float, eta: float
) -> torch.Tensor | float:
    """Standard deviation of the fresh noise in a step. Song, Meng and Ermon 2021, Eq. 16."""
    return eta * ((1 - abar_prev) / (1 - abar_t) * (1 - abar_t / abar_prev)) ** 0.5
