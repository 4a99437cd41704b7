"""The time, as a scale and a shift of every feature map."""

import torch


def scale_shift(h: torch.Tensor, emb: torch.Tensor) -> torch.Tensor:
    """h·(1 + scale) + shift, per channel of each sample. Dhariwal and Nichol 2021, section 3.1.

    h: feature maps that are normalised already, shape (B, C, H, W).
    emb: what a linear layer made of the embedded time, shape (B, 2C): first the C scales,
        then the C shifts. Where it is 0, the time changes nothing.
    Returns the shape and dtype of h. The inputs stay as they are.
    """
    raise NotImplementedError("write scale_shift")
