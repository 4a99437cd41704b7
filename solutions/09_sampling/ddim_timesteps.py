"""Which of the trained levels a short walk visits."""

import torch


def ddim_timesteps(T: int, S: int, spacing: str = "trailing") -> torch.Tensor:
    """Array indices of S out of T levels, noisiest first, int64, (S,). Lin et al. 2023, Table 2."""
    if spacing == "trailing":
        return torch.arange(T - 1, -1, -(T // S))
    if spacing == "leading":
        return torch.arange(T - T // S, -1, -(T // S))
    if spacing == "linspace":
        return torch.linspace(T - 1, 0, S).round().long()
    raise ValueError(f"no spacing is called {spacing!r}")
