"""Grey pictures in cells: two pixels in each by half blocks, or one by how dense a glyph is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.simulations.frame import Tone
from tutor.tui.drawing.row import LEVELS, Grey, Row

_SHADES = " ░▒▓█"
_ASCII = " .:-=+*#%@"


def half_blocks(values: NDArray[np.float64], width: int, height: int) -> list[Row]:
    """A picture with values in 0..1 in that many cells, two pixels one above the other in each."""
    levels = np.rint(_resampled(values, 2 * height, width) * (LEVELS - 1)).astype(int)
    return [
        [("▀", Grey(upper, lower)) for upper, lower in zip(above, below, strict=True)]
        for above, below in zip(levels[0::2].tolist(), levels[1::2].tolist(), strict=True)
    ]


def shades(
    values: NDArray[np.float64], width: int, height: int, *, unicode: bool = True
) -> list[Row]:
    """A picture with values in 0..1 in that many cells, for where there are no grey levels."""
    ramp = _SHADES if unicode else _ASCII
    levels = np.rint(_resampled(values, height, width) * (len(ramp) - 1)).astype(int)
    return [[("".join(ramp[level] for level in line), Tone.DATA)] for line in levels.tolist()]


def _resampled(values: NDArray[np.float64], height: int, width: int) -> NDArray[np.float64]:
    """The nearest pixel for each place, clipped to 0..1; averaging would hide the noise.

    What is no number is black.
    """
    row = (np.arange(height) + 0.5) * values.shape[0] // height
    column = (np.arange(width) + 0.5) * values.shape[1] // width
    return np.nan_to_num(values[np.ix_(row.astype(int), column.astype(int))]).clip(0, 1)
