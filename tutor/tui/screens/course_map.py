"""Which lesson builds on which, over the screen that one came from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tutor.tui.session import Session
from tutor.tui.widgets.course_map import CourseMap
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.page import Page


class MapScreen(ModalScreen[None]):
    """The map and the keys."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,m", "dismiss", "Close")]

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__()

    def compose(self) -> ComposeResult:
        """The map, as it stands now."""
        with Page(id="map"):
            yield CourseMap(self._session)
        yield KeyLine()
