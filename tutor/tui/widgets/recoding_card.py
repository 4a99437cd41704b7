"""A function that is to be written once more, in the flow of a review."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from tutor.course.course import Exercise
from tutor.learning.review.recoding import since_blank
from tutor.tui.messages import WriteAgain
from tutor.tui.session import Session


class RecodingCard(Widget, can_focus=True):
    """One exercise; enter opens it from blank."""

    DEFAULT_CSS = """
    RecodingCard {
        height: auto; margin: 0 0 1 0; padding: 0 0 0 2; border-left: solid $rule;
        &:focus { border-left: heavy $accent; }
    }
    """
    HELP = "A function that you wrote before: write it once more. The first version stays."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Write")]

    def __init__(self, exercise: Exercise, session: Session, handed: int) -> None:
        """handed: entry of the log from which on it counts as written in this review."""
        self._exercise = exercise
        self._session = session
        self._handed = handed
        super().__init__()

    @property
    def passed(self) -> bool:
        """Whether it was written in this review."""
        trail = since_blank(self._session.progress.trail(self._exercise.slug))
        return any(one.passed for one in trail if one.entry > self._handed)

    def render(self) -> Content:
        """What to do, and how it stands."""
        glyphs = self._session.writing.glyphs
        stands = f"{glyphs.passed} written" if self.passed else f"{glyphs.open} not written yet"
        return Content.assemble(
            ("Write it once more, from blank", "$quiet"),
            "\n",
            (self._exercise.slug, "bold"),
            "   ",
            (stands, "$success" if self.passed else "$quiet"),
        )

    def on_click(self) -> None:
        """Open it with the mouse."""
        self.action_open()

    def action_open(self) -> None:
        """Open it from blank."""
        self.post_message(WriteAgain(self._exercise.slug))
