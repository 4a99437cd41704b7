"""The schedule that the first diffusion model of pictures was trained with."""

import torch


def linear_beta_schedule(T: int, beta_start: float = 1e-4, beta_end: float = 0.02) -> torch.Tensor:
    """Betas on a straight line. Ho et al. 2020, section 4.

    T: how many steps, 1 or more. beta_start, beta_end: first and last beta.
    Returns shape (T,), float64. A single step has the first beta.
    """
    raise NotImplementedError("write linear_beta_schedule")
