"""Hints, one at a time; those that were shown stay."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tutor.tui.writing import Writing


class Hints(Static):
    """The hints shown so far."""

    DEFAULT_CSS = "Hints { height: auto; margin: 0 0 1 0; padding: 0 1 0 0; }"

    def __init__(self, hints: Sequence[str], shown: int, writing: Writing) -> None:
        self._hints = hints
        self._shown = min(shown, len(hints))
        self._writing = writing
        super().__init__()

    @property
    def left(self) -> int:
        """How many are still to be shown."""
        return len(self._hints) - self._shown

    def on_mount(self) -> None:
        """Show those that were shown before."""
        self._draw()

    def show_next(self) -> int:
        """Show one more and return its number, counted from 1."""
        self._shown += 1
        self._draw()
        self.call_after_refresh(self.scroll_visible, animate=False)
        return self._shown

    def _draw(self) -> None:
        shown = [
            Content.assemble((f"hint {number}  ", "$quiet"), self._writing.words(hint))
            for number, hint in enumerate(self._hints[: self._shown], 1)
        ]
        self.update(Content("\n\n").join(shown))
        self.display = bool(shown)
