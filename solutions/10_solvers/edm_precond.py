"""What to feed a network, and what to make of its answer."""

import torch


def edm_precond(
    sigma: torch.Tensor, sigma_data: float = 0.5
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """c_skip, c_out, c_in and c_noise, each (B,). Karras et al. 2022, Table 1."""
    variance = sigma**2 + sigma_data**2
    root = variance.sqrt()
    return sigma_data**2 / variance, sigma * sigma_data / root, 1 / root, sigma.log() / 4
