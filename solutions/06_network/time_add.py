"""The time, added to every feature map."""

import torch


def time_add(h: torch.Tensor, emb: torch.Tensor) -> torch.Tensor:
    """Add one number to each channel of each sample, shape (B, C, H, W). Ho et al. 2020."""
    return h + emb[:, :, None, None]
