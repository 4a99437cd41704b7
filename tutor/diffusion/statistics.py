"""What tells pictures from noise, and samples from data."""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array


def neighbour_correlation(x: Array) -> Array:
    """Correlation of pixels with their right neighbours, for each of (B, H, W), shape (B,)."""
    left, right = (part.reshape(len(x), -1) for part in (x[..., :-1], x[..., 1:]))
    left = left - left.mean(1, keepdims=True)
    right = right - right.mean(1, keepdims=True)
    sizes = np.sqrt((left**2).sum(1) * (right**2).sum(1))
    return np.asarray((left * right).sum(1) / sizes)
