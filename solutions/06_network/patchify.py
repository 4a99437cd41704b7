"""A picture as a row of patches."""

import torch


def patchify(x: torch.Tensor, p: int) -> torch.Tensor:
    """Patches of p × p in reading order, shape (B, (H/p)·(W/p), C·p·p). Peebles and Xie 2023."""
    b, c, h, w = x.shape
    grid = x.reshape(b, c, h // p, p, w // p, p)
    return grid.permute(0, 2, 4, 1, 3, 5).reshape(b, (h // p) * (w // p), c * p * p)
