"""What builds on what, drawn down the page: a lane for each way that is still under way.

A lesson stands where its lanes meet. Its last successor goes on below it, the others turn off to
the right, the first of them into the outermost lane, so that few ways cross.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.course.needs import Needs

LESSON = "*"
STROKES = {
    "": " ", LESSON: LESSON, "ud": "│", "l": "─", "lr": "─", "udlr": "┼", "udr": "├", "udl": "┤",
    "dl": "┐", "ul": "┘", "dlr": "┬", "ulr": "┴",
}  # fmt: skip
"""By where a stroke leads: up, down, left, right."""

Row = list[str]
"""A key of `STROKES` for each lane."""


@dataclass(frozen=True)
class Stop:
    """A lesson on its lanes, in rows of one width."""

    id: str
    at: str
    """With the lesson's mark."""
    beside: str
    """For a further line of what is written beside it."""
    below: str
    """Where ways turn off; empty where the next row shows how they go on."""


def drawn(needs: Needs, marks: Mapping[str, str]) -> list[Stop]:
    """Every lesson, in order. marks: a character for each."""
    order, lanes = list(needs), _Lanes(needs)
    rows = [
        (one, lanes.end(one), lanes.begin(one, following), lanes.straight())
        for one, following in zip(order, [*order[1:], ""], strict=True)
    ]
    width = len(lanes.targets)
    return [
        Stop(
            one,
            _text(at, width).replace(LESSON, marks[one]),
            _text(beside, width),
            _text(below, width) if below else "",
        )
        for one, at, below, beside in rows
    ]


class _Lanes:
    """Where each lane leads; it changes from lesson to lesson."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        self._own = 0
        self.targets: list[str] = []
        """Ids of lessons, empty for a lane that is free."""

    def straight(self) -> Row:
        """All lanes that lead somewhere, as they go on."""
        return ["ud" if target else "" for target in self.targets]

    def end(self, one: str) -> Row:
        """Let the lanes that lead to this lesson meet."""
        ending = [lane for lane, target in enumerate(self.targets) if target == one]
        self._own = ending[0] if ending else self._free(0)
        row = self.straight()
        row[self._own] = LESSON
        _lead(row, self._own, dict.fromkeys(ending[1:], "u"))
        for lane in ending:
            self.targets[lane] = ""
        return row

    def begin(self, one: str, following: str) -> Row:
        """Let the lanes from it turn off; nothing if the next row will show it as well."""
        *others, last = [other for other in self._needs if one in self._needs[other]] or [""]
        self.targets[self._own] = last
        row, turning = self.straight(), {}
        for other in reversed(others):
            joined = other in self.targets[self._own + 1 :]
            lane = self.targets.index(other, self._own + 1) if joined else self._free(self._own + 1)
            turning[lane] = "ud" if joined else "d"
            self.targets[lane] = other
        row += [""] * (len(self.targets) - len(row))
        if turning:
            row[self._own] += "r"
        _lead(row, self._own, turning)
        straight_on = following in self.targets and self.targets.index(following) == self._own
        return row if turning or (last and straight_on) else []

    def _free(self, first: int) -> int:
        """The first lane from there on that leads nowhere, a new one if need be."""
        if "" not in self.targets[first:]:
            self.targets.append("")
        return self.targets.index("", first)


def _lead(row: Row, own: int, others: Mapping[int, str]) -> None:
    """Draw the way from a lane to others on its right. others: whether each goes up, down, both."""
    last = max(others, default=own)
    for lane in range(own + 1, last + 1):
        row[lane] = others.get(lane, row[lane]) + "l" + "r" * (lane < last)


def _text(row: Row, width: int) -> str:
    """Two characters for each lane."""
    cells = [*row, *[""] * (width - len(row))]
    joined = ["─" if "l" in cell else " " for cell in [*cells[1:], ""]]
    return "".join(STROKES[cell] + gap for cell, gap in zip(cells, joined, strict=True))
