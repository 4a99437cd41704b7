"""Rows to move through with the keyboard: what lessons, options and checks have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget


class Rows(Widget, can_focus=True):
    """Rows of one or more lines with a cursor; beyond the last row the page takes over."""

    DEFAULT_CSS = "Rows { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
    ]
    cursor: reactive[int] = reactive(0)

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def row(self, index: int, width: int) -> list[Content]:
        """The lines of a row, none wider than `width`."""

    def choose(self, index: int) -> None:
        """Act on a row that was clicked."""

    def action_move(self, by: int) -> None:
        """Move the cursor, or let the page scroll where there is no further row."""
        wanted = self.cursor + by
        if not 0 <= wanted < self.count:
            raise SkipAction
        self.cursor = wanted

    def watch_cursor(self) -> None:
        """Keep the row under the cursor in sight."""
        if self.is_mounted and self.has_focus:
            self.call_after_refresh(self.show_row)

    def render(self) -> Content:
        """All rows, one below the other."""
        width = self.content_size.width
        return Content("\n").join(line for row in self._laid_out(width) for line in row)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rows need at this width."""
        return sum(len(row) for row in self._laid_out(width))

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse."""
        below = event.get_content_offset_capture(self).y
        for index, row in enumerate(self._laid_out(self.content_size.width)):
            if below < len(row):
                self.cursor = index
                self.choose(index)
                return
            below -= len(row)

    def show_row(self) -> None:
        """Scroll the page so far that the row under the cursor is on it."""
        rows = list(self._laid_out(self.content_size.width))
        page = next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)
        if page is None or self.cursor >= len(rows):
            return
        above = sum(len(row) for row in rows[: self.cursor])
        here = self.content_region.offset - page.content_region.offset + page.scroll_offset
        page.scroll_to_region(
            Region(here.x, here.y + above, 1, len(rows[self.cursor])), animate=False
        )

    def _laid_out(self, width: int) -> Iterable[list[Content]]:
        return (self.row(index, max(width, 1)) for index in range(self.count))
