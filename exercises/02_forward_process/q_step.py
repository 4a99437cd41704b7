"""One small step towards noise."""

import torch


def q_step(
    x_prev: torch.Tensor, t: torch.Tensor, betas: torch.Tensor, noise: torch.Tensor
) -> torch.Tensor:
    """One step of the forward process, every sample at a t of its own. Ho et al. 2020, Eq. 2.

    x_prev: batch before the step, shape (B, *S): (B, 2) for points, (B, 3, H, W) for images.
    t: which step each sample takes, int64 in 0..T-1, shape (B,); index i is the paper's i + 1.
    betas: variance that each step adds, shape (T,).
    noise: standard normal, shape of x_prev.
    Returns the batch after the step, shape and dtype of x_prev. The inputs stay as they are.
    """
    raise NotImplementedError("write q_step")
