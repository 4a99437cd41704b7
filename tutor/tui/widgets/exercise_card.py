"""The place in a lesson where an exercise is done: what it is worth, how it stands, the way in."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from tutor.course.course import ExerciseBlock
from tutor.course.verdict import Status
from tutor.tui.messages import OpenExercise
from tutor.tui.session import Session

STANDS = {
    None: "not tried yet",
    Status.NOT_STARTED: "not started",
    Status.FAILED: "not passed yet",
    Status.PASSED: "passed",
    Status.BLOCKED: "could not be graded",
}


class ExerciseCard(Widget, can_focus=True):
    """One exercise; enter opens it."""

    DEFAULT_CSS = """
    ExerciseCard {
        height: auto; margin: 0 0 1 0; padding: 0 0 0 2; border-left: solid $rule;
        &:focus { border-left: heavy $accent; }
    }
    """
    HELP = "An exercise: you write one function in your own editor, and it is graded as you save."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open")]

    def __init__(self, block: ExerciseBlock, session: Session) -> None:
        self._block = block
        self._session = session
        super().__init__()

    def render(self) -> Content:
        """Name and worth, then how it stands."""
        writing, block = self._session.writing, self._block
        status = self._session.progress.best(block.slug)
        points = f"{block.points:g} points" if block.points != 1 else "1 point"
        stands = STANDS[status]
        if status is Status.BLOCKED and self._session.course.handed_out:
            stands = "not graded here"
        colour = "$success" if status is Status.PASSED else "$quiet"
        return Content.assemble(
            (f"Exercise {writing.glyphs.separator} {points}", "$quiet"),
            "\n",
            (block.slug, "bold"),
            "   ",
            (f"{writing.status(status)} {stands}", colour),
        )

    def on_click(self) -> None:
        """Open it with the mouse."""
        self.action_open()

    def action_open(self) -> None:
        """Open the exercise."""
        self.post_message(OpenExercise(self._block.slug))
