"""Rows of inked characters: what every drawing ends as, and how rows are joined and cut.

Every character here is one cell wide, but for combining marks, as in x̂, which take none.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from tutor.simulations.frame import Tone


class Grey(NamedTuple):
    """Two pixels in one cell, as levels in 0..LEVELS-1."""

    upper: int
    lower: int


LEVELS = 24
"""Grey levels told apart; 576 pairs stay within the terminal writer's cache of styles."""

Ink = Tone | Grey | None
"""None is ordinary text."""
Run = tuple[str, Ink]
Row = list[Run]


def plain(row: Row) -> str:
    """The characters alone."""
    return "".join(text for text, _ in row)


def cells(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else sum(not unicodedata.combining(c) for c in text)


def width_of(row: Row) -> int:
    """Cells that a row takes."""
    return sum(cells(text) for text, _ in row)


def cut(row: Row, room: int) -> Row:
    """The row in exactly that many cells: shortened with an ellipsis, or filled with blanks."""
    missing = room - width_of(row)
    if missing >= 0:
        return [*row, (" " * missing, None)] if missing else list(row)
    kept: Row = []
    for text, ink in row:
        left = room - 1 - width_of(kept)
        kept += [(_start(text, left), ink)] if left > 0 else []
    return [*kept, ("…", None)] if room > 0 else []


def _start(text: str, room: int) -> str:
    while cells(text) > room:
        text = text[:-1]
    return text


def beside(blocks: Sequence[tuple[list[Row], int]], gap: int) -> list[Row]:
    """Blocks of rows from left to right, each with its width, blanks where one is shorter."""
    height = max(len(rows) for rows, _ in blocks)
    joined: list[Row] = []
    for y in range(height):
        line: Row = []
        for i, (rows, room) in enumerate(blocks):
            line += [(" " * gap, None)] if i and gap else []
            line += cut(rows[y] if y < len(rows) else [], room)
        joined.append(line)
    return joined


def flow(pieces: Sequence[Row], room: int, gap: str = "   ") -> list[Row]:
    """Pieces one after the other, a new row where the next does not fit."""
    rows: list[Row] = []
    for piece in pieces:
        if rows and width_of(rows[-1]) + len(gap) + width_of(piece) <= room:
            rows[-1] += [(gap, None), *piece]
        else:
            rows.append(list(piece))
    return rows


def wrapped(text: str, room: int, ink: Ink = None) -> list[Row]:
    """Words in rows of at most that many cells."""
    return [[(line, ink)] for line in textwrap.wrap(text, max(room, 1))]
