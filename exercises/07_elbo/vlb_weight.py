"""What the bound multiplies the squared error with."""

import torch


def vlb_weight(t: torch.Tensor, betas: torch.Tensor, kind: str = "small") -> torch.Tensor:
    """β_t²/(2·σ_t²·α_t·(1 − ᾱ_t)). Ho et al. 2020, Eq. 12.

    t: int64 in 0..T-1, shape (B,); index i is the paper's step i + 1. betas: shape (T,).
    kind: σ_t² is β̃_t for "small", β_t for "large". ᾱ before the first step is 1, so β̃ is 0
        at index 0, and the small kind has the weight inf there.
    Returns shape (B,), dtype of betas. Raises ValueError for any other kind.
    """
    raise NotImplementedError("write vlb_weight")
