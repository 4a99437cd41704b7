"""Which noise level each example gets."""

import torch


def sample_timesteps(B: int, T: int, generator: torch.Generator) -> torch.Tensor:
    """Indices of noise levels, each as likely as any other. Ho et al. 2020, Algorithm 1, line 3.

    B: how many, one for each example, each drawn on its own. T: how many levels there are.
    generator: what all chance is drawn from, as in `torch.rand(…, generator=generator)`.
    Returns int64 in 0..T-1, shape (B,), on the generator's device.
    """
    raise NotImplementedError("write sample_timesteps")
