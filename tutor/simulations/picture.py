"""A hand-drawn digit, for simulations that need a picture and no download."""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array

_SIDE = 24
_WIDTH = 0.13
"""Half the width of the pen."""
_EDGE = 0.04
"""How far from the pen's edge grey reaches: half a pixel."""


def digit() -> Array:
    """A three: white, 1, on black, -1; shape (24, 24)."""
    y, x = np.mgrid[1 : -1 : _SIDE * 1j, -1 : 1 : _SIDE * 1j]
    distance = np.minimum(_to_bow(x, y - 0.33, 0.30, 0.36), _to_bow(x, y + 0.33, 0.36, 0.36))
    return np.asarray(np.clip((_WIDTH - distance) / _EDGE, -1, 1))


def _to_bow(x: Array, y: Array, width: float, height: float) -> Array:
    """Distance to the right part of an oval's outline, in the units of the picture."""
    angle = np.arctan2(y / height, x / width).clip(-0.75 * np.pi, 0.75 * np.pi)
    return np.asarray(np.hypot(x - width * np.cos(angle), y - height * np.sin(angle)))
