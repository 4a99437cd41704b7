"""A table of a lesson: columns without rules between its rows, or a list where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets._markdown import MarkdownTable

from tutor.tui.wrapping import hanging, widest_word, wrapped
from tutor.tui.writing import loosened

GAP = 2
FURTHER = 2
"""Cells that the further lines of a cell stand to the right of its first."""
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
    columns = list(zip(headers, *rows, strict=True))
    widths = _fitted(columns, width)
    if widths is None:
        return [line for row in rows for line in _listed(headers, row, width)]
    head = _beside([cell.stylize("bold") for cell in headers], widths)
    rule = Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), "$rule")
    body = [line for row in rows for line in _beside(row, widths)]
    return [*head, rule, *body] if any(headers) else body


def _fitted(columns: Sequence[Cells], width: int) -> list[int] | None:
    """Widths of columns, the widest made narrower; None where there is no room for columns."""
    widths = [max(cell.cell_length for cell in column) for column in columns]
    least = [max(NARROW, *(widest_word(cell) + FURTHER for cell in column)) for column in columns]
    room = width - GAP * (len(columns) - 1)
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
        if widths[widest] < least[widest]:
            return None
    return widths


def _beside(cells: Cells, widths: Sequence[int]) -> list[Content]:
    columns = [_cell(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = zip_longest(*columns, fillvalue=Content())
    return [
        Content(" " * GAP).join(
            part.rstrip().pad_right(width - part.rstrip().cell_length)
            for part, width in zip(line, widths, strict=True)
        )
        for line in lines
    ]


def _cell(cell: Content, width: int) -> list[Content]:
    """Its lines; the further ones stand to the right, so that rows are told apart."""
    if cell.cell_length <= width:
        return [loosened(cell)]
    first, *others = wrapped(cell, width - FURTHER)
    return [first, *(Content(" " * FURTHER) + line for line in others)]


def _listed(headers: Cells, row: Cells, width: int) -> list[Content]:
    """The first cell as a line, the others below it behind the names of their columns."""
    first, *others = row
    lines = hanging(Content(), first.stylize("bold"), width)
    for header, cell in zip(headers[1:], others, strict=True):
        name = Content.styled(f"  {header.plain}: " if header.plain else "  ", "$quiet")
        if name.cell_length + widest_word(cell) > width:
            lines += [loosened(name)]
            name = Content(" " * 2 * FURTHER)
        lines += hanging(loosened(name), cell, width)
    return lines
