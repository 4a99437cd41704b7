"""The least network with the form of a U-Net: linear and untrained, it can but hand a picture on.

Down: the mean of each 2x2. Up: each value four times. A skip carries what the way down loses.
"""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array

Shape = tuple[int, int, int]


def shapes(channels: int, side: int, multipliers: tuple[int, ...]) -> list[Shape]:
    """Of a real U-Net's feature maps, (C, H, W): down, the middle, and up again. Ho et al. 2020."""
    down = [(channels * m, side >> level, side >> level) for level, m in enumerate(multipliers)]
    return [*down, *down[-2::-1]]


def halved(x: Array) -> Array:
    """The mean of each 2x2, shape (H / 2, W / 2)."""
    height, width = x.shape
    return np.asarray(x.reshape(height // 2, 2, width // 2, 2).mean((1, 3)))


def doubled(x: Array) -> Array:
    """Each value four times, shape (2 H, 2 W)."""
    return np.asarray(x.repeat(2, 0).repeat(2, 1))


def maps(x: Array, depth: int, *, skips: bool) -> list[Array]:
    """The picture after each block: depth ways down, the middle, depth ways up."""
    down = [x]
    for _ in range(depth):
        down.append(halved(down[-1]))
    up = [down[-1]]
    for here in down[-2::-1]:
        carried = here - doubled(halved(here)) if skips else 0.0
        up.append(doubled(up[-1]) + carried)
    return [*down, *up[1:]]
