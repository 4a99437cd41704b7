"""The time as a row of clock hands."""

import torch


def timestep_embedding(t: torch.Tensor, dim: int, max_period: float = 10000.0) -> torch.Tensor:
    """Cosines of t at dim // 2 rates, then the sines, shape (B, dim). Vaswani et al. 2017."""
    half = dim // 2
    k = torch.arange(half, dtype=torch.float64, device=t.device)
    angles = t[:, None] * max_period ** (-k / half)  # (B, half)
    return torch.nn.functional.pad(torch.cat([angles.cos(), angles.sin()], dim=1), (0, dim % 2))
