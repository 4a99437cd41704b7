"""The schedule of the first Stable Diffusion."""

import torch


def scaled_linear_beta_schedule(
    T: int, beta_start: float = 0.00085, beta_end: float = 0.012
) -> torch.Tensor:
    """Betas whose square roots lie on a straight line. Rombach et al. 2022, in their code.

    T: how many steps, 1 or more. beta_start, beta_end: first and last beta.
    Returns shape (T,), float64.
    """
    raise NotImplementedError("write scaled_linear_beta_schedule")
