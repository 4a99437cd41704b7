"""How the course solves an exercise; to be seen after passing."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Markdown

from tutor.course.course import Exercise
from tutor.course.solution import solution_text
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.page import Page


class SolutionScreen(ModalScreen[None]):
    """The solution's source."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "Page"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,s", "dismiss", "Close")]

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        super().__init__()

    def compose(self) -> ComposeResult:
        """The whole file."""
        source = solution_text(self._exercise)
        with Page(classes="dialog"):
            yield Markdown(f"````python\n{source}\n````")
        yield KeyLine()
