"""A picture as a row of patches, and back."""

import torch


def patchify(x: torch.Tensor, p: int) -> torch.Tensor:
    """Cut pictures into patches of p × p. Peebles and Xie 2023, section 3.2.

    x: shape (B, C, H, W); p divides H and W.
    Returns tokens, shape (B, (H/p)·(W/p), C·p·p), dtype of x. The patches stand in reading order,
    row by row. Within a token the channel varies slowest, then the row, then the column.
    """
    raise NotImplementedError("write patchify")


def unpatchify(tokens: torch.Tensor, p: int, h: int, w: int) -> torch.Tensor:
    """Put the pictures together again, number for number, from what `patchify` made of them.

    tokens: shape (B, (h/p)·(w/p), C·p·p). h, w: height and width of the pictures.
    Returns shape (B, C, h, w), dtype of tokens.
    """
    raise NotImplementedError("write unpatchify")
