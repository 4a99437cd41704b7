"""Drawn pictures, for simulations that need one and no download: white is 1, black is -1."""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array

_SIDE = 24
_WIDTH = 0.13
"""Half the width of the pen."""
_EDGE = 0.04
"""How far from the pen's edge grey reaches: half a pixel."""


def digit(side: int = _SIDE) -> Array:
    """A white three on black, shape (side, side)."""
    y, x = np.mgrid[1 : -1 : side * 1j, -1 : 1 : side * 1j]
    distance = np.minimum(_to_bow(x, y - 0.33, 0.30, 0.36), _to_bow(x, y + 0.33, 0.36, 0.36))
    return np.asarray(np.clip((_WIDTH - distance) / _EDGE, -1, 1))


def landscape() -> Array:
    """A sun over two hills, shape (24, 24)."""
    y, x = np.mgrid[1 : -1 : _SIDE * 1j, -1 : 1 : _SIDE * 1j]
    picture = 0.1 - 0.5 * y
    picture = np.where(np.hypot(x - 0.35, y - 0.45) < 0.3, 1.0, picture)
    picture = np.where(y < 0.25 - 1.6 * (x + 0.5) ** 2, -0.55 + 0.2 * x, picture)
    return np.where(y < -0.3 - 0.6 * (x - 0.6) ** 2, -1.0, picture)


def _to_bow(x: Array, y: Array, width: float, height: float) -> Array:
    """Distance to the right part of an oval's outline, in the units of the picture."""
    angle = np.arctan2(y / height, x / width).clip(-0.75 * np.pi, 0.75 * np.pi)
    return np.asarray(np.hypot(x - width * np.cos(angle), y - height * np.sin(angle)))
