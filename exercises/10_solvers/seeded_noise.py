"""The same start, whenever it is asked for."""

import torch


def seeded_noise(shape: tuple[int, ...], seed: int, per_sample: bool) -> torch.Tensor:
    """Standard normal noise that depends on the seed alone, drawn on the CPU.

    shape: (B, *S), any S. seed: 0 or more.
    per_sample: whether sample i has a generator of its own, seeded with seed + i, so that it is
        the same in a batch of any size; if not, one generator draws the whole batch at once.
    Returns shape, float32. What `torch.randn` draws elsewhere is not touched.
    """
    raise NotImplementedError("write seeded_noise")
