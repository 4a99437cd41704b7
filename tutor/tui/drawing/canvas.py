"""A grid of character cells to draw on: braille dots, specks and words, one tone for each cell.

Without Unicode a cell is drawn as a whole: `.` speck, `o` dots, `*` line, `-` dashes, `#` bar.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tutor.simulations.frame import Tone
from tutor.tui.drawing.row import Row

Floats = NDArray[np.float64]

_BRAILLE: Final = 0x2800
_BIT: Final = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint32)
"""The bit of each dot in a cell, by row and column; the Unicode chart of braille patterns."""
_TONES: Final = tuple(Tone)
_DASH: Final = 6
"""Dots of a dash and of the gap after it, together."""


_FULL: Final = 8
_BLOCKS: Final = " ▁▂▃▄▅▆▇█", "  ..::###"
"""A cell filled from below, by eighths, with and without Unicode."""
_HANGING: Final = "  ▀▀▀▀███", "  ''''###"
"""A cell filled from above, by eighths; only halves can be shown."""
_FILLED: Final = np.array([0, 0, 0xC0, 0xC0, 0xE4, 0xE4, 0xF6, 0xF6, 0xFF], np.uint32)
"""The same from below in dots."""


class Canvas:
    """Cells counted from the top left; dots are 2 to a cell across and 4 down."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._dots = np.zeros((height, width), np.uint32)
        self._lines = np.full((height, width), ord("o"), np.uint32)
        self._specks = np.zeros((height, width), bool)
        self._bars = np.zeros((height, width), np.int8)
        self._words = np.zeros((height, width), np.uint32)
        self._ink = np.zeros((height, width), np.int8)

    def dots(self, x: Floats, y: Floats, tone: Tone) -> None:
        """Dots at positions counted in dots, shapes (N,); those outside are left out."""
        column, row, inside = self._cells(x, y)
        bits = _BIT[row[inside] % 4, column[inside] % 2]
        np.bitwise_or.at(self._dots, (row[inside] // 4, column[inside] // 2), bits)
        self._ink[row[inside] // 4, column[inside] // 2] = _TONES.index(tone)

    def specks(self, x: Floats, y: Floats, tone: Tone) -> None:
        """At most one small dot in each cell, under all that is drawn as `dots`."""
        column, row, inside = self._cells(x, y)
        cells = row[inside] // 4, column[inside] // 2
        free = self._dots[cells] == 0
        self._specks[cells] = True
        self._ink[cells[0][free], cells[1][free]] = _TONES.index(tone)

    def bars(self, left: int, foot: int, heights: Floats, tone: Tone) -> None:
        """Bars one cell wide on the upper edge of row `foot`, under all that is drawn as `dots`.

        heights: in cells, downwards where negative, shape (N,) for the N cells from `left`.
        """
        up = foot - np.arange(self.height)[:, None]  # rows from the foot to a cell's upper edge
        lengths = np.nan_to_num(heights)[None]
        above = np.rint(_FULL * (lengths - up + 1)).clip(0, _FULL)
        below = np.rint(_FULL * (lengths - up)).clip(-_FULL, 0)
        eighths = np.where(up > 0, above, below).astype(np.int8)  # (height, N)
        here = slice(left, left + len(heights))
        self._bars[:, here] = np.where(eighths, eighths, self._bars[:, here])
        inked = (eighths != 0) & (self._dots[:, here] == 0)
        self._ink[:, here] = np.where(inked, _TONES.index(tone), self._ink[:, here])

    def line(self, x: Floats, y: Floats, tone: Tone, *, dashed: bool = False) -> None:
        """A line through points counted in dots, shapes (N,); NaN lifts the pen."""
        along_x, along_y, travelled = _walk(x, y)
        if dashed:
            inked = np.floor(travelled + 0.5) % _DASH < _DASH / 2
            along_x, along_y = along_x[inked], along_y[inked]
        column, row, inside = self._cells(along_x, along_y)
        self._lines[row[inside] // 4, column[inside] // 2] = ord("-" if dashed else "*")
        self.dots(along_x, along_y, tone)

    def write(self, column: int, row: int, text: str, tone: Tone) -> None:
        """Words from a cell to the right, over everything; what does not fit is cut off."""
        if not 0 <= row < self.height:
            return
        for place, character in enumerate(text, column):
            if 0 <= place < self.width:
                self._words[row, place] = ord(character)
                self._ink[row, place] = _TONES.index(tone)

    def rows(self, *, unicode: bool = True) -> list[Row]:
        """What is drawn, in as few runs as there are changes of tone."""
        glyphs = self._unicode() if unicode else self._ascii()
        glyphs = np.where(self._words > 0, self._words, glyphs).astype("<u4")
        return [
            _runs(line.tobytes().decode("utf-32-le"), ink)
            for line, ink in zip(glyphs, self._ink, strict=True)
        ]

    def _unicode(self) -> NDArray[np.uint32]:
        filled = _FILLED[self._bars.clip(0)]
        full = self._bars == _FULL
        dots = np.where(full, filled & ~self._dots, filled | self._dots)
        return np.where(self._dots > 0, _BRAILLE + dots, self._behind("·", 0)).astype(np.uint32)

    def _ascii(self) -> NDArray[np.uint32]:
        return np.where(self._dots > 0, self._lines, self._behind(".", 1)).astype(np.uint32)

    def _behind(self, speck: str, form: int) -> NDArray[np.uint32]:
        """What lies under the dots: bars, and specks where there are none."""
        rising, hanging = (
            np.array([ord(c) for c in glyphs[form]], np.uint32) for glyphs in (_BLOCKS, _HANGING)
        )
        bars = np.where(self._bars > 0, rising[self._bars.clip(0)], hanging[(-self._bars).clip(0)])
        return np.where(self._bars, bars, np.where(self._specks, ord(speck), ord(" ")))

    def _cells(
        self, x: Floats, y: Floats
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        known = np.isfinite(x) & np.isfinite(y)
        column = np.floor(np.where(known, x, -1)).astype(np.int64)
        row = np.floor(np.where(known, y, -1)).astype(np.int64)
        inside = (column >= 0) & (column < 2 * self.width) & (row >= 0) & (row < 4 * self.height)
        return column, row, inside


def _walk(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """Places along a line, no dot left out, and how far from its start each is, (M,) each."""
    across, down = np.diff(x), np.diff(y)
    distance = np.nan_to_num(np.hypot(across, down), nan=-1.0)
    further = np.nan_to_num(np.maximum(abs(across), abs(down)))
    gaps = np.maximum(np.ceil(further), 1).astype(np.int64)
    places = np.where(distance < 0, 0, gaps + 1)  # both ends of each piece
    piece = np.repeat(np.arange(len(places)), places)
    nth = np.arange(len(piece)) - np.repeat(np.cumsum(places) - places, places)
    share = nth / gaps[piece]
    travelled = np.cumsum(distance.clip(0))[piece] - (1 - share) * distance[piece]
    along_x = x[piece] + share * (x[piece + 1] - x[piece])
    along_y = y[piece] + share * (y[piece + 1] - y[piece])
    return along_x, along_y, travelled


def _runs(text: str, ink: NDArray[np.int8]) -> Row:
    cuts = [0, *(np.flatnonzero(np.diff(ink)) + 1).tolist(), len(text)]
    return [(text[a:b], _TONES[ink[a]]) for a, b in pairwise(cuts) if b > a]
