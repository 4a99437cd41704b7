"""A whole frame as rows: panels side by side, and what is to be read beside or under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.simulations.frame import Bitmap, Frame, Panel, Readout, Tone
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.panel import draw_panel, gutter
from tutor.tui.drawing.row import Row, beside, cells, cut, flow, width_of, wrapped

_GAP = 2
_SMALLEST, _SMALLEST_PICTURE = 7, 5
"""Rows under which a cloud, or a picture, is no longer recognised; rather show fewer panels."""
_NARROW_NOTES, _WIDE_NOTES = 18, 24
"""Cells that notes beside panels get at least, and those after which the panels take more."""
_SAYS_BESIDE, _SAYS_UNDER = 6, 2
"""Rows kept for the sentence, with the empty ones around it."""


def draw(
    frame: Frame, width: int, height: int, *, unicode: bool = True, greys: bool = True
) -> list[Row]:
    """Exactly `height` rows of exactly `width` cells; the last panels go first for lack of room."""
    look = Look(unicode, greys)
    plan = _plan(frame, width, height, look)
    panels = [
        (draw_panel(panel, room, plan.rows + 1, look), room)
        for panel, room in zip(frame.panels, plan.rooms, strict=False)
    ]
    if plan.notes_beside:
        room = width - sum(plan.rooms) - _GAP * len(plan.rooms)
        rows = beside([*panels, (_column(frame, room, look), room)], _GAP)
    else:
        rows = [*beside(panels, _GAP), *_under(frame, width, look)]
    filled = [cut(row, width) for row in (rows + [[]] * height)[:height]]
    return [[(look.words(text), ink) for text, ink in row] for row in filled]


def rows_needed(frame: Frame, width: int, height: int) -> int:
    """How many of `height` rows a drawing fills; the same whatever its sentence says."""
    plan = _plan(frame, width, height, Look())
    notes = len(frame.readouts) + _SAYS_BESIDE
    return min(height, max(plan.rows + 1, notes)) if plan.notes_beside else height


@dataclass(frozen=True)
class _Plan:
    rows: int
    """Of each panel, without its title."""
    rooms: tuple[int, ...]
    """Cells of each panel that is shown."""
    notes_beside: bool


def _plan(frame: Frame, width: int, height: int, look: Look) -> _Plan:
    """As many panels as are not too small, then as large as can be, then notes beside them."""
    numbers = _pieces(frame.readouts, look)
    column = max([_NARROW_NOTES, *map(width_of, _aligned(numbers))])
    flowing = len(flow(numbers, width)) + _SAYS_UNDER
    for shown in range(len(frame.panels), 0, -1):
        panels = frame.panels[:shown]
        aside = min(height - 1, _rows_within(panels, width - column - _GAP))
        above = min(height - 1 - flowing, _rows_within(panels, width))
        if max(aside, above) >= (_SMALLEST_PICTURE if _only_pictures(panels) else _SMALLEST):
            break
    narrow = width - max(column, _WIDE_NOTES) - _GAP
    beside = _Plan(max(aside, 1), _rooms(panels, max(aside, 1), narrow), notes_beside=True)
    under = _Plan(max(above, 1), _rooms(panels, max(above, 1), width), notes_beside=False)
    return max(beside, under, key=lambda plan: plan.rows * sum(plan.rooms))


def _rows_within(panels: Sequence[Panel], width: int) -> int:
    """How tall panels can be side by side."""
    free = width - _GAP * (len(panels) - 1)
    fitting = (rows for rows in range(width, 0, -1) if sum(_least(panels, rows)) <= free)
    return next(fitting, 0)


def _only_pictures(panels: Sequence[Panel]) -> bool:
    return all(isinstance(mark, Bitmap) for panel in panels for mark in panel.marks)


def _rooms(panels: Sequence[Panel], rows: int, width: int) -> tuple[int, ...]:
    """Squares stay square; the others share what is left, up to twice the width of a square."""
    least = _least(panels, rows)
    elastic = sum(not panel.square for panel in panels)
    spare = width - sum(least) - _GAP * (len(panels) - 1)
    more = min(max(spare, 0) // max(elastic, 1), 3 * rows)
    return tuple(
        cells if panel.square else cells + more for cells, panel in zip(least, panels, strict=True)
    )


def _least(panels: Sequence[Panel], rows: int) -> list[int]:
    """Cells across of panels that tall: a square is twice as many wide, others at least once."""
    return [
        max((2 if panel.square else 1) * rows + gutter(panel), panel.columns) for panel in panels
    ]


def _column(frame: Frame, width: int, look: Look) -> list[Row]:
    numbers = _aligned(_pieces(frame.readouts, look))
    return [[], *numbers, [], *wrapped(look.words(frame.says), width)]


def _under(frame: Frame, width: int, look: Look) -> list[Row]:
    numbers = flow(_pieces(frame.readouts, look), width)
    return [*numbers, *wrapped(look.words(frame.says), width)]


def _pieces(readouts: Sequence[Readout], look: Look) -> list[Row]:
    return [
        [(look.words(readout.label) + " ", Tone.MUTED), (look.words(readout.value), None)]
        for readout in readouts
    ]


def _aligned(pieces: Sequence[Row]) -> list[Row]:
    """The same pieces with their values in one column."""
    longest = max((cells(label) for (label, _), _ in pieces), default=0)
    return [
        [(label + " " * (longest - cells(label)), ink), value] for (label, ink), value in pieces
    ]
