"""Two predictions, one direction."""

import torch


def cfg_combine(eps_uncond: torch.Tensor, eps_cond: torch.Tensor, scale: float) -> torch.Tensor:
    """Classifier-free guidance, shape (B, *S). Ho and Salimans 2022, Eq. 6, scale = w + 1."""
    return eps_uncond + scale * (eps_cond - eps_uncond)
