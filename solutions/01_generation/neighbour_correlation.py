"""What tells pictures from static."""

import torch


def neighbour_correlation(x: torch.Tensor) -> torch.Tensor:
    """Correlation of pixels with their right neighbours, shape (B,)."""
    left, right = x[:, :, :-1].flatten(1), x[:, :, 1:].flatten(1)  # (B, H·(W−1))
    left = left - left.mean(1, keepdim=True)
    right = right - right.mean(1, keepdim=True)
    sizes = (left**2).sum(1) * (right**2).sum(1)
    return (left * right).sum(1) / sizes.sqrt()
