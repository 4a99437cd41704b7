"""The whole way back, step by step."""

from collections.abc import Callable

import torch


def p_sample_loop(
    eps_model: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    xT: torch.Tensor,
    betas: torch.Tensor,
    generator: torch.Generator,
) -> torch.Tensor:
    """From pure noise to clean samples, one ancestral step at a time. Ho et al. 2020, Algorithm 2.

    A step is the one of `p_sample`, with the small variance. Copy in what you need of it.

    eps_model: called as eps_model(x, t), answers with the noise in x. t: int64, shape (B,).
    xT: standard normal, shape (B, *S). betas: shape (T,); the way begins at index T-1, ends at 0.
    generator: where noise comes from: for every step one
        `torch.randn(x.shape, generator=generator, dtype=x.dtype, device=x.device)`, in the order
        of the steps. The step at index 0 adds none.
    Returns the samples, shape and dtype of xT. xT stays as it is.
    """
    raise NotImplementedError("write p_sample_loop")
