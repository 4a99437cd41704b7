"""A walk that starts where all is noise, and ends where data are."""

from collections.abc import Callable

import torch


def annealed_langevin(
    x: torch.Tensor,
    score_fn: Callable[[torch.Tensor, float], torch.Tensor],
    sigmas: torch.Tensor,
    n_steps: int,
    eps: float,
    generator: torch.Generator,
) -> torch.Tensor:
    """Langevin steps from level to level, shape (B, *S). Song and Ermon 2019, Alg. 1."""
    for sigma in sigmas.tolist():
        delta = eps * (sigma / sigmas[-1].item()) ** 2
        for _ in range(n_steps):
            noise = torch.randn(x.shape, generator=generator, dtype=x.dtype)
            x = x + delta * score_fn(x, sigma) + (2 * delta) ** 0.5 * noise
    return x
