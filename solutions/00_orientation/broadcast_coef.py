"""One number for each sample of a batch."""

import torch


def broadcast_coef(a: torch.Tensor, t: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """a[t], one number for each sample of x, shape (B, 1, ..., 1)."""
    return a[t].reshape(-1, *[1] * (x.ndim - 1))
