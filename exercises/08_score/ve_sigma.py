"""Noise that grows by the same factor in equal times."""

import torch


def ve_sigma(t: torch.Tensor, sigma_min: float = 0.01, sigma_max: float = 50.0) -> torch.Tensor:
    """Size of the noise at time t, where the sample itself is not shrunk..

    t: time, from 0 to 1, shape (B,), float32 or float64.
    sigma_min, sigma_max: standard deviation at t = 0 and at t = 1, above 0.
    Returns the standard deviation, shape and dtype of t; in equal times it grows by equal factors.
    """
    raise NotImplementedError("write ve_sigma")
