"""Small pictures side by side on one sheet, for a terminal or a file: every pixel is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rich.style import Style
from rich.text import Text

Light = NDArray[np.uint8]
"""Red, green and blue, 0..255, shape (height, width, 3)."""

GAP = 1
"""Dark pixels between two pictures."""
_SHADES = {True: " ░▒▓█", False: " .:-=+*#%@"}
_BRIGHTNESS = np.array([0.299, 0.587, 0.114])  # ITU-R BT.601


def sheet(pictures: NDArray[np.float64], across: int, down: int) -> Light:
    """As many of the pictures as fit, from left to right and down; at least one.

    pictures: in -1..1, shape (N, channels, height, width) with one channel or three. across, down:
    room in pixels.
    """
    _, _, height, width = pictures.shape
    columns = max(1, (across + GAP) // (width + GAP))
    rows = max(1, min((down + GAP) // (height + GAP), -(-len(pictures) // columns)))
    columns = min(columns, len(pictures))
    size = rows * (height + GAP) - GAP, columns * (width + GAP) - GAP
    light = np.zeros((*size, 3), np.uint8)
    for place, picture in enumerate(pictures[: rows * columns]):
        y, x = (place // columns) * (height + GAP), (place % columns) * (width + GAP)
        seen = np.nan_to_num((picture + 1) / 2).clip(0, 1)
        light[y : y + height, x : x + width] = np.rint(255 * seen.transpose(1, 2, 0))
    return light


def in_colour(light: Light) -> Text:
    """Two pixels, one above the other, in each cell."""
    text = Text(no_wrap=True)
    for upper, lower in _pairs(light):
        for above, below in zip(upper.tolist(), lower.tolist(), strict=True):
            text.append("▀", Style.parse(f"#{_hex(above)} on #{_hex(below)}"))
        text.append("\n")
    return text


def in_shades(light: Light, *, unicode: bool) -> Text:
    """The brightness of two pixels in each cell, for a terminal without colours."""
    ramp = _SHADES[unicode]
    text = Text(no_wrap=True)
    for upper, lower in _pairs(light):
        bright = (upper.astype(float) + lower) / 2 @ _BRIGHTNESS / 255
        steps = np.rint(bright * (len(ramp) - 1)).astype(int)
        text.append("".join(ramp[step] for step in steps.tolist()) + "\n")
    return text


def _pairs(light: Light) -> list[tuple[Light, Light]]:
    even = np.pad(light, ((0, len(light) % 2), (0, 0), (0, 0)))
    return list(zip(even[0::2], even[1::2], strict=True))


def _hex(colour: list[int]) -> str:
    return "".join(f"{one:02x}" for one in colour)
