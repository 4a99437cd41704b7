"""Coloured shapes of 16x16 pixels: sixteen classes, and never the same picture twice.

Place, size, tilt and brightness vary, so that a network which copies what it saw can be told from
one that has understood.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np

from tutor.diffusion.datasets.dataset import Labels, dataset
from tutor.diffusion.schedule import Array

SIDE = 16
BACKGROUND = 0.06
COLOURS = {
    "red": (1.0, 0.25, 0.2),
    "green": (0.25, 0.9, 0.3),
    "blue": (0.3, 0.5, 1.0),
    "yellow": (1.0, 0.85, 0.2),
}
"""Shares of red, green and blue light, 0..1."""


def _circle(x: Array, y: Array, size: Array) -> Array:
    return np.asarray(np.hypot(x, y) - size)


def _square(x: Array, y: Array, size: Array) -> Array:
    return np.asarray(np.maximum(abs(x), abs(y)) - 0.86 * size)


def _triangle(x: Array, y: Array, size: Array) -> Array:
    slope = np.sqrt(3) / 2 * abs(x) - 0.5 * y - 0.62 * size
    return np.asarray(np.maximum(y - 0.7 * size, slope))


def _cross(x: Array, y: Array, size: Array) -> Array:
    along, across = np.maximum(abs(x), abs(y)), np.minimum(abs(x), abs(y))
    return np.asarray(np.maximum(along - 1.05 * size, across - 0.34 * size))


SHAPES: dict[str, Callable[[Array, Array, Array], Array]] = {
    "circle": _circle,
    "square": _square,
    "triangle": _triangle,
    "cross": _cross,
}
"""Distance to the edge in pixels, below 0 inside, of pixels (n, 16, 16) from the middle."""
CLASSES = tuple(f"{colour} {shape}" for shape, colour in product(SHAPES, COLOURS))


def covered(shape: str, across: Array, down: Array, size: Array, tilt: Array) -> Array:
    """How much of each pixel a shape covers, 0..1, (n, 16, 16).

    across, down: its place from the middle of the picture, size: its reach, all in pixels and (n,).
    tilt: in radians, (n,).
    """
    pixel = np.arange(SIDE) - (SIDE - 1) / 2
    x = pixel[None, None, :] - across[:, None, None]  # (n, 1, 16)
    y = pixel[None, :, None] - down[:, None, None]  # (n, 16, 1)
    cos, sin = np.cos(tilt)[:, None, None], np.sin(tilt)[:, None, None]
    edge = SHAPES[shape](cos * x + sin * y, cos * y - sin * x, size[:, None, None])
    return np.clip(0.5 - edge, 0, 1)


@dataset("shapes", (3, SIDE, SIDE), CLASSES)
def draw(n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
    """Pictures in -1..1, (n, 3, 16, 16), and their classes, (n,)."""
    labels = generator.integers(0, len(CLASSES), n)
    across, down = generator.uniform(-1.5, 1.5, (2, n))
    size, tilt = generator.uniform(4.2, 5.8, n), generator.uniform(-0.1, 0.1, n)
    brightness = generator.uniform(0.75, 1, n)
    ink = np.empty((n, SIDE, SIDE))
    for number, shape in enumerate(SHAPES):
        these = labels // len(COLOURS) == number
        ink[these] = covered(shape, across[these], down[these], size[these], tilt[these])
    colour = np.array(list(COLOURS.values()))[labels % len(COLOURS)] * brightness[:, None]
    light = BACKGROUND + ink[:, None] * (colour[:, :, None, None] - BACKGROUND)
    return 2 * light - 1, labels
