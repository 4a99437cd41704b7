"""A question that must be answered with yes before something is undone."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tutor.tui.widgets.key_line import KeyLine


class AskScreen(ModalScreen[bool]):
    """Yes or no; anything but `y` is no."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape,q,enter", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        self._question = question
        super().__init__()

    def compose(self) -> ComposeResult:
        """The question, and the two keys below."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question))
        yield KeyLine()
