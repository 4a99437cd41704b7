"""One step of the walk, upwards."""

import torch


def ddim_invert_step(
    x: torch.Tensor,
    eps: torch.Tensor,
    abar_t: torch.Tensor | float,
    abar_next: torch.Tensor | float,
) -> torch.Tensor:
    """Estimate x_0, then go on to more noise. Song, Meng and Ermon 2021, section 4.3.

    x: batch at abar_t, shape (B, *S). eps: the noise the network sees in x, shape of x.
    abar_t, abar_next: share of signal where x is and where to go, 0 < abar_next < abar_t <= 1;
        plain numbers or tensors of shape ().
    Returns the batch at abar_next, shape and dtype of x. No noise is drawn.
    """
    raise NotImplementedError("write ddim_invert_step")
