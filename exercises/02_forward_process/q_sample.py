"""From a clean batch to a noisy one, in one jump."""

import torch


def q_sample(
    x0: torch.Tensor, t: torch.Tensor, noise: torch.Tensor, alpha_bar: torch.Tensor
) -> torch.Tensor:
    """Jump from x_0 to x_t, every sample to a t of its own. Ho et al. 2020, Eq. 4.

    x0: clean batch, shape (B, *S): (B, 2) for points, (B, 3, H, W) for images, (B,) for numbers.
    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1.
    noise: standard normal, shape of x0.
    alpha_bar: share of the variance that is signal, shape (T,).
    Returns x_t, shape and dtype of x0. The inputs stay as they are.
    """
    raise NotImplementedError("write q_sample")
