"""Which keys do what, here and now: read from the bindings, never written twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.tui.keys import Offer, spelled
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.page import Page

HEADINGS = {"part": "This part", "screen": "This screen", "app": "Everywhere"}


class HelpScreen(ModalScreen[None]):
    """A table of keys over the screen it explains."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close"),
    ]

    def __init__(self, about: str, offers: Sequence[Offer]) -> None:
        """about: a sentence on the focused part; may be empty."""
        self._about = about
        self._offers = offers
        super().__init__()

    def compose(self) -> ComposeResult:
        """The sentence and the table."""
        with Page():
            yield Static(self._table())
        yield KeyLine()

    def _table(self) -> Content:
        groups = [self._group(where) for where in HEADINGS]
        about = [Content(self._about)] if self._about else []
        return Content("\n\n").join([*about, *(group for group in groups if group)])

    def _group(self, where: str) -> Content:
        rows = [
            Content.assemble((f"  {_keys(one):<14} ", "bold"), one.does)
            for one in self._offers
            if one.where == where
        ]
        heading = Content.styled(HEADINGS[where], "$quiet")
        return Content("\n").join([heading, *rows]) if rows else Content()


def _keys(offer: Offer) -> str:
    keys = [spelled(key) for key in offer.keys]
    return f"{keys[0]} to {keys[-1]}" if len(keys) > 3 else " ".join(keys)
