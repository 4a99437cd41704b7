"""What the symbols mean, over the page on which one wondered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tutor.course.course import Term
from tutor.learning.progress import Place
from tutor.tui.session import Session
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.term_list import TermList


class GlossaryScreen(ModalScreen[Place | None]):
    """Ends with the page to go to, if one was asked for."""

    CSS_PATH = "glossary.tcss"
    AUTO_FOCUS = "TermList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,g", "dismiss", "Close"),
    ]

    def __init__(self, session: Session, here: Sequence[Term], others: Sequence[Term]) -> None:
        """here: the symbols of the page below."""
        self._session = session
        self._here = here
        self._others = others
        super().__init__()

    def compose(self) -> ComposeResult:
        """The list and the keys."""
        with Page(can_focus=False):
            yield TermList(self._here, self._others, self._session.course, self._session.writing)
        yield KeyLine()

    def on_term_list_opened(self, event: TermList.Opened) -> None:
        """Close, and let the app turn to the page."""
        event.stop()
        self.dismiss(event.place)
