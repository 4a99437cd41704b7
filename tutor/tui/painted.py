"""What the terminal shows, so that nothing is sent to it twice.

Textual paints the whole screen again whenever a part changes its size: a page with a simulation
was sent five times over until it stood, ten thousand bytes each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip


class _Piece(NamedTuple):
    """A part of a row, with the sequences that paint it."""

    end: int
    """The column after it."""
    text: str


class Painted:
    """The pieces that one terminal shows, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, _Piece]] = {}
        """By row, then by the column in which they begin."""

    def forget(self) -> None:
        """Trust nothing: something else has drawn there, or the terminal has another size."""
        self._rows.clear()

    def paint(self, x: int, y: int, end: int, text: str) -> bool:
        """Note a piece of row y from column x up to `end`; whether something else stands there."""
        row, piece = self._rows.setdefault(y, {}), _Piece(end, text)
        if row.get(x) == piece:
            return False
        for begin in [begin for begin, one in row.items() if begin < end and x < one.end]:
            del row[begin]
        row[x] = piece
        return True


class News(CompositorUpdate):
    """What an update has to say that the terminal does not show already."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, painted: Painted) -> None:
        self._update = update
        self._painted = painted

    def render_segments(self, console: Console) -> str:
        """The sequences that have to be sent."""
        update = self._update
        pieces = _whole(update) if isinstance(update, LayoutUpdate) else _partial(update)
        rendered = ((x, y, x + strip.cell_length, strip.render(console)) for x, y, strip in pieces)
        return "".join(
            f"\x1b[{y + 1};{x + 1}H{text}"
            for x, y, end, text in rendered
            if self._painted.paint(x, y, end, text)
        )


def _whole(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Column, row and strip of every piece of a screen."""
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            if strip.cell_length:
                yield x, y, strip
            x += strip.cell_length


def _partial(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The same of the spans of rows that changed, cut as textual cuts them."""
    for y, begin, end in update.spans:
        for after, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < end and begin < after:
                yield x, y, strip if after <= end else strip.crop(0, end - x)
