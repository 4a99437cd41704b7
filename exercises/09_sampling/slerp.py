"""From one start to another, by a turn."""

import torch


def slerp(z1: torch.Tensor, z2: torch.Tensor, a: float) -> torch.Tensor:
    """Turn from z1 towards z2 by the share a of the angle between them. Shoemake 1985.

    Each sample is one vector, with an angle of its own:
    θ is the angle between z1 and z2, and (sin((1−a)·θ)·z1 + sin(a·θ)·z2) / sin θ is the way.
    Where |cos θ| is above 0.9995, both lie on one line through 0, or nearly so:
    there it is the straight line (1−a)·z1 + a·z2.

    z1, z2: starts, shape (B, *S), or (B,) for numbers; no sample all 0.
    a: from 0, which is z1, to 1, which is z2.
    Returns starts, shape and dtype of z1.
    """
    raise NotImplementedError("write slerp")
