"""How much of the noise is fresh."""

import torch


def ddim_sigma(
    abar_t: torch.Tensor | float, abar_prev: torch.Tensor | float, eta: float
) -> torch.Tensor | float:
    """Standard deviation of the fresh noise in a step. Song, Meng and Ermon 2021, Eq. 16.

    abar_t, abar_prev: share of signal where the step begins and where it ends,
        0 < abar_t < abar_prev <= 1; plain numbers or tensors of one shape.
    eta: 0 for no fresh noise, 1 for as much as DDPM has.
    Returns σ, a number or a tensor as the shares are.
    """
    raise NotImplementedError("write ddim_sigma")
