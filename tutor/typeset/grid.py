"""Rows of cells in columns: aligned equations, alternatives of `cases`, matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from tutor.typeset import box
from tutor.typeset.box import Box
from tutor.typeset.brackets import bracket

Cells = Sequence[Sequence[Box]]
"""Of each row, from left to right."""

_BETWEEN = 2
"""Cells between an alternative and its condition, pairs of aligned columns, those of a matrix."""
_LEFT, _MIDDLE, _RIGHT = 0.0, 0.5, 1.0


def cases(rows: Cells) -> Box:
    """Alternatives behind a brace, each column with a common left edge."""
    lines = _lines(rows, edges=(_LEFT,), gaps=(_BETWEEN,))
    if [line.height for line in lines] == [1, 1]:
        lines.insert(1, box.blank(1))  # else there is no room for the point of the brace
    inside = _centred(box.stacked(lines))
    return box.beside([bracket("{", inside), box.blank(1), inside])


def matrix(rows: Cells) -> Box:
    """Columns of centred cells, with room for the brackets around them."""
    lines = _lines(rows, edges=(_MIDDLE,), gaps=(_BETWEEN,))
    if [line.height for line in lines] == [1, 1]:
        lines.insert(1, box.blank(1))  # else it would have no middle to stand level with
    return _centred(box.beside([box.blank(1), _centred(box.stacked(lines)), box.blank(1)]))


def aligned(rows: Cells, gap: int) -> Box:
    """Equations with their `&` under each other.

    gap: cells at each `&` that starts a right-hand side.
    """
    return _centred(box.stacked(_lines(rows, edges=(_RIGHT, _LEFT), gaps=(_BETWEEN, gap))))


def _lines(rows: Cells, *, edges: tuple[float, ...], gaps: tuple[int, ...]) -> list[Box]:
    """Each row as one box; `edges` and `gaps` are those of the columns, in turn."""
    widths = [max(cell.width for cell in column) for column in _columns(rows)]
    lines = []
    for cells in rows:
        parts = []
        for i, cell in enumerate(cells):
            parts.append(box.blank(gaps[i % len(gaps)] if i else 0))
            parts.append(box.padded(cell, widths[i], edges[i % len(edges)]))
        lines.append(box.beside(parts))
    return lines


def _columns(rows: Cells) -> list[list[Box]]:
    empty = box.blank(0)
    return [list(column) for column in zip_longest(*rows, fillvalue=empty)]


def _centred(drawing: Box) -> Box:
    return replace(drawing, baseline=drawing.height // 2)
