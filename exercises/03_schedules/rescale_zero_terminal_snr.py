"""A schedule that really ends in noise, made of one that nearly does."""

import torch


def rescale_zero_terminal_snr(betas: torch.Tensor) -> torch.Tensor:
    """Change a schedule so that ᾱ is 0 after the last step. Lin et al. 2023, Algorithm 1.

    √ᾱ is shifted and stretched: 0 at the last step, as it was at the first.

    betas: shape (T,), T at least 2, float32 or float64. They stay as they are.
    Returns the new betas, shape and dtype of betas; the last one is 1.
    """
    raise NotImplementedError("write rescale_zero_terminal_snr")
