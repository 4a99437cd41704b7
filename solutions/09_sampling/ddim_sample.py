"""The whole way back, by the levels of your choice."""

from collections.abc import Callable

import torch


def ddim_sample(
    eps_model: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    xT: torch.Tensor,
    alpha_bar: torch.Tensor,
    timesteps: torch.Tensor,
    eta: float,
    generator: torch.Generator,
) -> torch.Tensor:
    """From noise to samples, shape (B, *S). Song, Meng and Ermon 2021, Eq. 12 and 16."""
    visited = alpha_bar[timesteps]
    targets = torch.cat([visited[1:], torch.ones_like(visited[:1])])
    x = xT
    for i, here, there in zip(timesteps, visited, targets, strict=True):
        eps = eps_model(x, i.expand(len(x)))
        noise = torch.randn(x.shape, generator=generator, dtype=x.dtype, device=x.device)
        variance = eta**2 * (1 - there) / (1 - here) * (1 - here / there)
        kept = (1 - there - variance).clamp(min=0)  # never below 0 but for rounding
        x0 = (x - (1 - here).sqrt() * eps) / here.sqrt()
        x = there.sqrt() * x0 + kept.sqrt() * eps + variance.sqrt() * noise
    return x
