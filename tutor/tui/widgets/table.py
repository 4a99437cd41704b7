"""A table of a lesson: columns without rules between its rows, or a list where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets._markdown import MarkdownTable

from tutor.tui.widgets.rows import hanging
from tutor.tui.writing import loosened

GAP = 2
NARROW = 20
"""Cells under which no column is squeezed; rather show a list."""

Cells = Sequence[Content]


class Table(MarkdownTable):
    """Textual's draws a rule under each row, which doubles its height."""

    DEFAULT_CSS = "Table { height: auto; &:light { background: transparent; } }"

    def compose(self) -> ComposeResult:
        """The cells are drawn by the table itself."""
        self._headers, self._rows = self._get_headers_and_rows()
        yield from ()

    def render(self) -> Content:
        """All rows at the width there is."""
        return Content("\n").join(table(self._headers, self._rows, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows need at this width."""
        return len(table(self._headers, self._rows, width))


def table(headers: Cells, rows: Sequence[Cells], width: int) -> list[Content]:
    """The lines of a table, none wider than `width`."""
    widths = _fitted([_widest(column) for column in zip(headers, *rows, strict=True)], width)
    if widths is None:
        return [line for row in rows for line in _listed(headers, row, width)]
    head = [cell.stylize("bold") for cell in headers]
    rule = Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), "$rule")
    body = [line for row in rows for line in _beside(row, widths)]
    return [*_beside(head, widths), rule, *body]


def _fitted(natural: Sequence[int], width: int) -> list[int] | None:
    """Widths of columns, the widest made narrower; None where there is no room for columns."""
    widths, room = list(natural), width - GAP * (len(natural) - 1)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        if widths[widest] < NARROW:
            return None
    return widths


def _beside(cells: Cells, widths: Sequence[int]) -> list[Content]:
    columns = [cell.wrap(width) for cell, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*columns, fillvalue=Content())
    return [
        loosened(
            Content(" " * GAP).join(
                part.rstrip().pad_right(width - part.rstrip().cell_length)
                for part, width in zip(line, widths, strict=True)
            )
        )
        for line in lines
    ]


def _listed(headers: Cells, row: Cells, width: int) -> list[Content]:
    """The first cell as a line, the others below it behind the names of their columns."""
    first, *others = row
    lines = hanging(Content(), first.stylize("bold"), width)
    for header, cell in zip(headers[1:], others, strict=True):
        name = f"  {header.plain}: " if header.plain else "  "
        lines += hanging(Content.styled(name, "$quiet"), cell, width)
    return lines


def _widest(cells: Cells) -> int:
    return max(cell.cell_length for cell in cells)
