"""A picture from a row of patches."""

import torch


def unpatchify(tokens: torch.Tensor, p: int, h: int, w: int) -> torch.Tensor:
    """Put the pictures together again, number for number, from what `patchify` made of them.

    tokens: shape (B, (h/p)·(w/p), C·p·p), patches in reading order; within a token the channel
        varies slowest, then the row, then the column. h, w: height and width of the pictures.
    Returns shape (B, C, h, w), dtype of tokens.
    """
    raise NotImplementedError("write unpatchify")
