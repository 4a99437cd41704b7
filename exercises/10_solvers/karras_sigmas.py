"""Which levels of noise to visit."""

import torch


def karras_sigmas(
    n: int, sigma_min: float = 0.002, sigma_max: float = 80.0, rho: float = 7.0
) -> torch.Tensor:
    """Levels whose rho-th roots lie on a straight line, and 0. Karras et al. 2022, Eq. 5.

    n: how many levels above 0, at least 2. sigma_min, sigma_max: the last of them, and the first.
    rho: how strongly levels crowd near sigma_min; at 1 they are evenly spaced.
    Returns shape (n + 1,), float64, from sigma_max down to sigma_min; the last entry is 0.
    """
    raise NotImplementedError("write karras_sigmas")
