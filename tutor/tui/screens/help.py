"""Which keys do what, here and now: read from the bindings, never written twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tutor.tui.keys import Offer
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.key_table import KeyTable
from tutor.tui.widgets.page import Page


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
            yield KeyTable(self._about, self._offers)
        yield KeyLine()
