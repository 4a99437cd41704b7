"""One step of the walk, upwards."""

import torch


def ddim_invert_step(
    x: torch.Tensor,
    eps: torch.Tensor,
    abar_t: torch.Tensor | float,
    abar_next: torch.Tensor | float,
) -> torch.Tensor:
    """The step of DDIM towards more noise, shape of x. Song, Meng and Ermon 2021, section 4.3."""
    x0 = (x - (1 - abar_t) ** 0.5 * eps) / abar_t**0.5
    return abar_next**0.5 * x0 + (1 - abar_next) ** 0.5 * eps
