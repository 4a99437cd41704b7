"""The whole way back, step by step."""

from collections.abc import Callable

import torch


def p_sample_loop(
    eps_model: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    xT: torch.Tensor,
    betas: torch.Tensor,
    generator: torch.Generator,
) -> torch.Tensor:
    """From noise to samples, shape (B, *S). Ho et al. 2020, Algorithm 2."""
    left = torch.cumprod(1 - betas, dim=0)
    x = xT
    for i in range(len(betas) - 1, -1, -1):
        eps = eps_model(x, torch.full((len(x),), i, device=x.device))
        x = (x - betas[i] / (1 - left[i]).sqrt() * eps) / (1 - betas[i]).sqrt()
        if i > 0:
            sigma = (betas[i] * (1 - left[i - 1]) / (1 - left[i])).sqrt()
            x = x + sigma * torch.randn(
                x.shape, generator=generator, dtype=x.dtype, device=x.device
            )
    return x
