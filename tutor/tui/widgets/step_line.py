"""The head of a lesson: its name, which step this is, and what is done of each."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from tutor.course.course import Lesson
from tutor.learning.standing import steps_done
from tutor.tui.session import Session


class StepLine(Widget):
    """Two lines: words, and a mark for each step."""

    DEFAULT_CSS = "StepLine { height: 2; margin: 0 0 1 0; }"

    def __init__(self, lesson: Lesson, step: int, session: Session) -> None:
        self._lesson = lesson
        self._step = step
        self._session = session
        super().__init__()

    def show(self, step: int) -> None:
        """Move on to another step."""
        self._step = step
        self.refresh()

    def render(self) -> Content:
        """Number and title on the left, the step on the right, the marks below."""
        width, steps = self.content_size.width, len(self._lesson.steps)
        where = f"step {self._step + 1} of {steps}"
        name = Content(f"{self._lesson.number}  {self._lesson.title}")
        name = name.truncate(max(width - len(where) - 2, 1), ellipsis=True)
        gap = " " * max(width - name.cell_length - len(where), 0)
        marks = self._marks(width)
        rule = "─" * max(width - sum(len(mark) for mark, _ in marks) - 1, 0)
        return Content.assemble(name, (f"{gap}{where}\n", "$quiet"), *marks, (f" {rule}", "$rule"))

    def _marks(self, width: int) -> list[tuple[str, str]]:
        """A mark for each step, the one that is open in brackets; none where they have no room."""
        done = steps_done(self._lesson, self._session.progress)
        gap = " " if 3 * len(done) <= width else ""
        marks = []
        for index, tally in enumerate(done):
            mark = self._session.writing.tally(tally.done, tally.of)
            here = index == self._step
            colour = "$success" if tally.done == tally.of else "$quiet"
            marks.append((f"[{mark}]", "$primary") if here else (f"{gap}{mark}{gap}", colour))
        return marks if sum(len(mark) for mark, _ in marks) <= width else []
