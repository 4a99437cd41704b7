"""The head of a lesson: its name, which step this is, and a line that fills up on the way."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tutor.course.course import Lesson


class StepLine(Widget):
    """Two lines: words, and how far."""

    DEFAULT_CSS = "StepLine { height: 2; margin: 0 0 1 0; }"

    def __init__(self, lesson: Lesson, step: int) -> None:
        self._lesson = lesson
        self._step = step
        super().__init__()

    def show(self, step: int) -> None:
        """Move on to another step."""
        self._step = step
        self.refresh()

    def render(self) -> Content:
        """Number and title on the left, the step on the right, the line below."""
        width, steps = self.content_size.width, len(self._lesson.steps)
        where = f"step {self._step + 1} of {steps}"
        name = Content(f"{self._lesson.number}  {self._lesson.title}")
        name = name.truncate(max(width - len(where) - 2, 1), ellipsis=True)
        gap = " " * max(width - name.cell_length - len(where), 0)
        filled = width * (self._step + 1) // steps
        return Content.assemble(
            name, (f"{gap}{where}\n", "$quiet"),
            ("━" * filled, "$primary"), ("─" * (width - filled), "$rule"),
        )  # fmt: skip
