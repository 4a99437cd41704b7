"""The time, as a scale and a shift of every feature map."""

import torch


def scale_shift(h: torch.Tensor, emb: torch.Tensor) -> torch.Tensor:
    """h·(1 + scale) + shift, shape (B, C, H, W). Dhariwal and Nichol 2021, section 3.1."""
    scale, shift = emb[:, :, None, None].chunk(2, dim=1)  # (B, C, 1, 1) each
    return h * (1 + scale) + shift
