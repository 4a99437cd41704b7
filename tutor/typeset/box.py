"""Rectangles of characters, and how they are put together on a common baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.typeset.width import cell_width


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal width."""

    lines: tuple[str, ...]
    width: int
    """Cells across."""
    baseline: int = 0
    """Index of the line that stands level with its neighbours."""

    @property
    def height(self) -> int:
        """Lines in all."""
        return len(self.lines)


def text(content: str) -> Box:
    """One line."""
    return Box((content,), cell_width(content))


def blank(cells: int) -> Box:
    """An empty stretch of one line."""
    return Box((" " * cells,), cells)


def beside(boxes: Sequence[Box]) -> Box:
    """From left to right, baselines level."""
    if len(boxes) == 1:
        return boxes[0]
    above = max((box.baseline for box in boxes), default=0)
    below = max((box.height - box.baseline for box in boxes), default=1)
    lines = [""] * (above + below)
    for box in boxes:
        first = above - box.baseline
        for i in range(len(lines)):
            inside = first <= i < first + box.height
            lines[i] += box.lines[i - first] if inside else " " * box.width
    return Box(tuple(lines), sum(box.width for box in boxes), above)


def over(boxes: Sequence[Box], baseline: int) -> Box:
    """From top to bottom, centred; `baseline` is the index of the baseline's line."""
    width = max(box.width for box in boxes)
    lines = tuple(line for box in boxes for line in padded(box, width, 0.5).lines)
    return Box(lines, width, baseline)


def padded(box: Box, width: int, share: float) -> Box:
    """`box` at `width`, with `share` of the added blanks on its left."""
    left = int((width - box.width) * share)
    right = width - box.width - left
    if not (left or right):
        return box
    lines = tuple(" " * left + line + " " * right for line in box.lines)
    return Box(lines, width, box.baseline)


def stacked(boxes: Sequence[Box]) -> Box:
    """From top to bottom, left edges level; tall neighbours get a blank line between them.

    The baseline is the first box's.
    """
    width = max(box.width for box in boxes)
    lines: list[str] = []
    hangs = False
    for box in boxes:
        if hangs and box.baseline:
            lines.append(" " * width)
        lines += padded(box, width, 0.0).lines
        hangs = box.height - 1 > box.baseline
    return Box(tuple(lines), width, boxes[0].baseline)
