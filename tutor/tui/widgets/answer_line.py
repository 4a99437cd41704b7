"""One line to type an answer into; escape gives the keys back to the page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingsMap, BindingType
from textual.events import Key
from textual.widgets import Input

from tutor.learning.confidence import MARKS
from tutor.tui.widgets.answering import ANSWER, HOW_SURE, Given
from tutor.tui.widgets.page import to_page

EDITS = {
    key: bound[0].action
    for key, bound in BindingsMap(Input.BINDINGS).key_to_bindings.items()
    if key != "enter"
}
"""What textual's line does by a key."""


class AnswerLine(Input):
    """What is typed is an answer by enter, or by one of the signs that say how sure it is."""

    SELF_EVIDENT: ClassVar = True
    """Textual's many ways to move in a line are not listed in the help."""
    BINDINGS: ClassVar[list[BindingType]] = [
        ANSWER,
        Binding("escape", "leave", "Leave"),
        *HOW_SURE,
    ]

    INVITES: ClassVar[str]
    """What stands in the line while it is empty."""

    def __init__(self) -> None:
        super().__init__(placeholder=self.INVITES, compact=True)

    async def on_key(self, event: Key) -> None:
        r"""Leave the signs to the bindings, but for `\!`, which is a blank in LaTeX.

        A key that edits does so at once: on its way to the bindings, which ask the app first, the
        letters behind it would overtake it wherever many keys arrive together, as over ssh.
        """
        if event.character in MARKS and not self._after_backslash:
            event.prevent_default()
        elif edit := EDITS.get(event.key):
            event.prevent_default().stop()
            await self.run_action(edit)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell the footer which signs are not typed."""
        return character not in MARKS and super().check_consume_key(key, character)

    def action_answer(self, confidence: str = "") -> None:
        """Give what is typed, if anything is."""
        if self.value.strip():
            self.post_message(Given(self.value, confidence))

    def action_leave(self) -> None:
        """Let the page have the keys."""
        to_page(self)

    @property
    def _after_backslash(self) -> bool:
        return self.value[: self.cursor_position].endswith("\\")
