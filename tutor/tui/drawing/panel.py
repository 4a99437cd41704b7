"""One panel of a frame on a canvas: from the coordinates of the data to cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len

from tutor.simulations.frame import (
    Arrows,
    Bars,
    Bitmap,
    Curve,
    Field,
    Label,
    Mark,
    Panel,
    Points,
    Tone,
)
from tutor.tui.drawing.canvas import Canvas
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.picture import half_blocks, shades
from tutor.tui.drawing.row import Row, cells, cut

_HEADS = {True: "→↗↑↖←↙↓↘", False: ">/^\\</v\\"}
"""Arrow heads anticlockwise from the right, with and without Unicode."""
_STILL = {True: "·", False: "."}
_AXES = {True: ("│", "─", "└"), False: ("|", "-", "+")}
_SHORT = 4.0
"""Dots below which an arrow is only its shaft: its head would hide it."""


@dataclass(frozen=True)
class _Window:
    """The cells of a canvas that a panel's ranges fill."""

    left: int
    width: int
    height: int
    panel: Panel

    def place(self, xy: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Positions in dots of the canvas, shapes (N,); NaN outside the ranges."""
        (x_low, x_high), (y_low, y_high) = self.panel.x_range, self.panel.y_range
        x, y = np.asarray(xy, np.float64).reshape(-1, 2).T
        inside = (x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high)
        across = (x - x_low) / (x_high - x_low) * (2 * self.width - 1) + 2 * self.left + 0.5
        down = (y_high - y) / (y_high - y_low) * (4 * self.height - 1) + 0.5
        return np.where(inside, across, np.nan), np.where(inside, down, np.nan)


def draw_panel(panel: Panel, width: int, height: int, look: Look) -> list[Row]:
    """The title, then the drawing; `height` rows in all, each `width` cells.

    Where a title has no room, it goes without what it says after `at`: a control says that too.
    """
    words = look.words(panel.title)
    if cell_len(words) > width:
        words = words.partition(" at ")[0]
    return [cut([(words, None)], width), *_drawing(panel, width, height - 1, look)]


def gutter(panel: Panel) -> int:
    """Cells that the ends of the vertical axis and the axis itself take on the left."""
    return max(map(len, panel.y_ends)) + 1 if panel.axes else 0


def _drawing(panel: Panel, width: int, height: int, look: Look) -> list[Row]:
    for mark in panel.marks:
        if isinstance(mark, Bitmap):
            return _picture(mark, width, height, look)
    canvas = Canvas(width, height)
    left, foot = gutter(panel), 2 if panel.axes else 0
    window = _Window(left, width - left, height - foot, panel)
    for mark in panel.marks:
        _draw(mark, canvas, window, look)
    if panel.axes:
        _draw_axes(canvas, window, look)
    return canvas.rows(unicode=look.unicode)


def _picture(mark: Bitmap, width: int, height: int, look: Look) -> list[Row]:
    if look.unicode and look.greys:
        return half_blocks(mark.values, width, height)
    return shades(mark.values, width, height, unicode=look.unicode)


def _draw(mark: Mark, canvas: Canvas, window: _Window, look: Look) -> None:
    match mark:
        case Points():
            put = canvas.specks if mark.tone is Tone.MUTED else canvas.dots
            put(*window.place(mark.xy), mark.tone)
        case Curve():
            canvas.line(*window.place(mark.xy), mark.tone, dashed=mark.dashed)
        case Arrows():
            _draw_arrows(mark, canvas, window, look)
        case Field():
            _draw_field(mark, canvas, window, look)
        case Bars():
            _draw_bars(mark, canvas, window)
        case Label():
            _draw_label(mark, canvas, window, look)


def _draw_label(mark: Label, canvas: Canvas, window: _Window, look: Look) -> None:
    x, y = window.place(np.array([mark.at]))
    if np.isfinite(x[0] + y[0]):
        text, column = look.words(mark.text), int(x[0]) // 2
        if mark.centred:
            last = max(window.left + window.width - cells(text), window.left)
            column = min(max(column - cells(text) // 2, window.left), last)
        canvas.write(column, int(y[0]) // 4, text, mark.tone)


def _draw_field(mark: Field, canvas: Canvas, window: _Window, look: Look) -> None:
    ways = np.asarray(mark.towards, np.float64)
    heads = np.rint(np.arctan2(ways[:, 1], ways[:, 0]) / (np.pi / 4)).astype(int)
    still = _STILL[look.unicode]
    for x, y, head, way in zip(*window.place(mark.at), heads, ways, strict=True):
        if np.isfinite(x + y):
            glyph = _HEADS[look.unicode][head % 8] if way.any() else still
            canvas.write(int(x) // 2, int(y) // 4, glyph, mark.tone)


def _draw_bars(mark: Bars, canvas: Canvas, window: _Window) -> None:
    """Each cell across shows the bar that its middle lies in; 0 lies between two rows."""
    (x_low, x_high), (y_low, y_high) = window.panel.x_range, window.panel.y_range
    middles = x_low + (np.arange(window.width) + 0.5) / window.width * (x_high - x_low)
    bar = np.searchsorted(mark.edges, middles, "right") - 1
    inside = (bar >= 0) & (bar < len(mark.heights))
    values = np.where(inside, mark.heights[bar.clip(0, len(mark.heights) - 1)], np.nan)
    per_unit = window.height / (y_high - y_low)
    below = round(-min(y_low, 0) * per_unit)
    heights = (values * per_unit).clip(-below, window.height - below)
    canvas.bars(window.left, window.height - below, heights, mark.tone)


def _draw_arrows(mark: Arrows, canvas: Canvas, window: _Window, look: Look) -> None:
    """Shafts first, so that no head is crossed out."""
    tail_x, tail_y = window.place(mark.tails)
    head_x, head_y = window.place(mark.heads)
    nothing = np.full(len(tail_x), np.nan)
    canvas.line(
        np.stack([tail_x, head_x, nothing], 1).ravel(),
        np.stack([tail_y, head_y, nothing], 1).ravel(),
        mark.tone,
    )
    long = np.hypot(head_x - tail_x, head_y - tail_y) >= _SHORT
    turn = np.arctan2(tail_y - head_y, head_x - tail_x)[long] / (np.pi / 4)
    for x, y, eighth in zip(head_x[long], head_y[long], np.rint(turn).astype(int), strict=True):
        canvas.write(int(x) // 2, int(y) // 4, _HEADS[look.unicode][eighth % 8], mark.tone)


def _draw_axes(canvas: Canvas, window: _Window, look: Look) -> None:
    upright, level, corner = _AXES[look.unicode]
    low, high = window.panel.y_ends
    for row in range(window.height):
        canvas.write(window.left - 1, row, upright, Tone.MUTED)
    canvas.write(window.left - 1, window.height, corner + level * window.width, Tone.MUTED)
    canvas.write(window.left - 1 - len(high), 0, high, Tone.MUTED)
    canvas.write(window.left - 1 - len(low), window.height - 1, low, Tone.MUTED)
    left, right = window.panel.x_ends
    canvas.write(window.left, window.height + 1, left, Tone.MUTED)
    canvas.write(canvas.width - len(right), window.height + 1, right, Tone.MUTED)
