"""One number for each sample of a batch."""

import torch


def broadcast_coef(a: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """Look up a number for each sample, in a shape that multiplies a batch.

    a: one number for each step, shape (T,).
    t: the step of each sample, int64 in 0..T-1, shape (B,).
    x: the batch, shape (B, *S): (B, 2) for points, (B, 3, H, W) for images, (B,) for numbers.
    Returns a[t], shape (B, 1, ..., 1) with as many axes as x, dtype of a.
    """
    raise NotImplementedError("write broadcast_coef")
