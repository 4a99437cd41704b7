"""The same start, whenever it is asked for."""

import torch


def seeded_noise(shape: tuple[int, ...], seed: int, per_sample: bool) -> torch.Tensor:
    """Standard normal noise that depends on the seed alone, float32."""
    if not per_sample:
        return torch.randn(shape, generator=torch.Generator().manual_seed(seed))
    seeds = range(seed, seed + shape[0])
    drawn = [torch.randn(shape[1:], generator=torch.Generator().manual_seed(s)) for s in seeds]
    return torch.stack(drawn)
