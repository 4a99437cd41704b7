"""One step from a noisy batch to a cleaner one."""

import torch


def ddim_step(
    xt: torch.Tensor,
    eps: torch.Tensor,
    abar_t: torch.Tensor | float,
    abar_prev: torch.Tensor | float,
    eta: float = 0.0,
    noise: torch.Tensor | None = None,
) -> torch.Tensor:
    """Estimate x_0, then go back to less noise. Song, Meng and Ermon 2021, Eq. 12 and 16.

    xt: noisy batch, shape (B, *S): (B, 2) for points, (B, 3, H, W) for images, (B,) for numbers.
    eps: the noise the network sees in xt, shape of xt.
    abar_t, abar_prev: share of signal where xt is and where to go, 0 < abar_t < abar_prev <= 1;
        plain numbers or tensors of shape (). At 1 the step ends clean.
    eta: how much of the noise is fresh; 0 is DDIM, 1 is DDPM.
    noise: the fresh noise, standard normal, shape of xt; None is enough where eta is 0.
    Returns the batch at abar_prev, shape and dtype of xt. The inputs stay as they are.
    """
    raise NotImplementedError("write ddim_step")
