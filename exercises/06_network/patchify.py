"""A picture as a row of patches."""

import torch


def patchify(x: torch.Tensor, p: int) -> torch.Tensor:
    """Cut pictures into patches of p × p. Peebles and Xie 2023, section 3.2.

    x: shape (B, C, H, W); p divides H and W.
    Returns tokens, shape (B, (H/p)·(W/p), C·p·p), dtype of x. The patches stand in reading order,
    row by row. Within a token the channel varies slowest, then the row, then the column.
    """
    raise NotImplementedError("write patchify")
