"""Which noise level each example gets."""

import torch


def sample_timesteps(B: int, T: int, generator: torch.Generator) -> torch.Tensor:
    """Indices in 0..T-1, int64, shape (B,). Ho et al. 2020, Algorithm 1, line 3."""
    return torch.randint(T, (B,), generator=generator, device=generator.device)
