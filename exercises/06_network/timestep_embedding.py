"""The time as a row of clock hands."""

import torch


def timestep_embedding(t: torch.Tensor, dim: int, max_period: float = 10000.0) -> torch.Tensor:
    """Cosines of t at dim // 2 rates, then the sines. Vaswani et al. 2017, section 3.5.

    Rate k is max_period^(−k/(dim // 2)), for k = 0 … dim // 2 − 1. Angles are in radians.
    t: the step as it is, not scaled; shape (B,), int64 or float64.
    dim: 2 or more; if it is odd, the last column is 0.
    Returns float64, shape (B, dim): all cosines, then all sines, as in Dhariwal and Nichol's code.
    """
    raise NotImplementedError("write timestep_embedding")
