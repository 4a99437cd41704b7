"""Which levels of noise to visit."""

import torch


def karras_sigmas(
    n: int, sigma_min: float = 0.002, sigma_max: float = 80.0, rho: float = 7.0
) -> torch.Tensor:
    """Levels from sigma_max down to sigma_min, and 0, shape (n + 1,). Karras et al. 2022, Eq. 5."""
    roots = torch.linspace(sigma_max ** (1 / rho), sigma_min ** (1 / rho), n, dtype=torch.float64)
    return torch.cat([roots**rho, torch.zeros(1, dtype=torch.float64)])
