"""Which line of a page is read, so that text that is broken anew does not carry it away.

How far a page is scrolled is a number of rows, and in a window of another width the same row is
another line. So the part of the page that the top line belongs to is kept, and how far into it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.widget import Widget


@dataclass(frozen=True)
class ReadLine:
    """A line of a page."""

    part: Widget
    share: float
    """How much of the part stands above it, 0 to 1."""


def top_line(page: VerticalScroll) -> ReadLine | None:
    """The line that the page is scrolled to; nothing where it is not scrolled."""
    top = page.scroll_y
    if top <= 0:
        return None
    for part in page.walk_children(Widget):
        above, height = _above(part, page), part.virtual_region.height
        if not part.children and part.is_attached and above + height > top:
            return ReadLine(part, max((top - above) / height, 0.0))
    return None


def scroll_to_line(page: VerticalScroll, line: ReadLine) -> None:
    """Scroll so that the line is the top one again."""
    height = line.part.virtual_region.height
    page.scroll_to(y=round(_above(line.part, page) + line.share * height), animate=False)


def _above(part: Widget, page: Widget) -> int:
    """Rows of the page above a part."""
    rows, node = 0, part
    while node is not page:
        rows += node.virtual_region.y
        parent = node.parent
        if not isinstance(parent, Widget):
            return rows
        node = parent
    return rows
