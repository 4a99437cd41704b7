"""A picture from a row of patches."""

import torch


def unpatchify(tokens: torch.Tensor, p: int, h: int, w: int) -> torch.Tensor:
    """The pictures that the tokens were cut from, shape (B, C, h, w)."""
    b, _, length = tokens.shape
    grid = tokens.reshape(b, h // p, w // p, length // (p * p), p, p)
    return grid.permute(0, 3, 1, 4, 2, 5).reshape(b, length // (p * p), h, w)
