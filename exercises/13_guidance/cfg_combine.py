"""Two predictions, one direction."""

import torch


def cfg_combine(eps_uncond: torch.Tensor, eps_cond: torch.Tensor, scale: float) -> torch.Tensor:
    """Classifier-free guidance. Ho and Salimans 2022, Eq. 6, written with scale = w + 1.

    eps_uncond: noise predicted without the condition, shape (B, *S).
    eps_cond: noise predicted with it, shape (B, *S).
    scale: any number; 0 ignores the condition, 1 is the plain conditional prediction.
    Returns the guided prediction, shape and dtype of the inputs, which stay as they are.
    """
    raise NotImplementedError("write cfg_combine")
