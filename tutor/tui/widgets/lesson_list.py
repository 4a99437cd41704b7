"""The lessons of a course with what is done of each; the way on stands above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.course.course import Course
from tutor.learning.places import called
from tutor.learning.standing import Standing, Tally
from tutor.learning.way_on import WayOn
from tutor.tui.widgets.rows import Rows
from tutor.tui.wrapping import hanging
from tutor.tui.writing import Writing

WIDE = 72
"""Columns from which minutes and steps have room beside the title."""
NARROW = 48
"""Columns under which questions and exercises are counted together."""

TALLY = 10
"""Columns of `12 of 12` behind its mark."""


class LessonList(Rows):
    """Row 0 goes on where the learner left; the others are the lessons."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open")]
    HELP = "Your way on comes first, then the lessons of the course with what is done of each."

    class Opened(Message):
        """A row was opened; `lesson` is None for the way on."""

        def __init__(self, lesson: int | None) -> None:
            self.lesson = lesson
            super().__init__()

    def __init__(self, course: Course, writing: Writing) -> None:
        self._course = course
        self._writing = writing
        self._onward: WayOn | None = None
        self._standings: Sequence[Standing] = ()
        self._unmet: Sequence[str] = ()
        super().__init__()

    def show(
        self,
        onward: WayOn | None,
        standings: Sequence[Standing],
        unmet: Sequence[str],
    ) -> None:
        """Draw the state of things anew. unmet: for each lesson, what it builds on in vain."""
        self._onward, self._standings, self._unmet = onward, standings, unmet
        self.refresh(layout=True)

    @property
    def count(self) -> int:
        """The way on and the lessons."""
        return 1 + len(self._standings) if self._onward else 0

    def watch_cursor(self) -> None:
        """The row under the cursor may have a line more than the others."""
        self.refresh(layout=True)
        super().watch_cursor()

    def choose(self, index: int) -> None:
        """Open what was clicked."""
        self.post_message(self.Opened(index - 1 if index else None))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.count:
            self.choose(self.cursor)

    def row(self, index: int, width: int) -> list[Content]:
        """A lesson in one line; the headings of the columns belong to the first."""
        if index == 0:
            return self._way_on(width)
        lines = [self._headings(width)] if index == 1 else []
        lines.append(self._lesson(index - 1, width))
        if index == self.cursor and (note := self._note(index - 1)):
            lines += hanging(Content("      "), Content.styled(note, "$quiet"), width)
        return lines

    def _note(self, index: int) -> str:
        """What to know about a lesson before it is opened; mostly nothing."""
        done = self._standings[index]
        if done.known:
            return "all at the first try: you know this lesson"
        return "" if done.steps.done or done.passed else self._unmet[index]

    def _way_on(self, width: int) -> list[Content]:
        words, here = "", ""
        if self._onward:
            words, here = self._onward.words, called(self._course, self._onward.place)
        first = Content.assemble(self._mark(0), (words, "bold $primary"))
        return [first, Content(f"  {here}").truncate(width, ellipsis=True), Content("")]

    def _headings(self, width: int) -> Content:
        names = ["Lesson".ljust(_title_width(width)), *_columns(width)]
        return Content.styled("  " + "  ".join(names), "$quiet")

    def _lesson(self, index: int, width: int) -> Content:
        lesson, done = self._course.lessons[index], self._standings[index]
        name = Content.assemble((lesson.number, "$quiet"), f"  {lesson.title}")
        title = name.truncate(_title_width(width), ellipsis=True)
        cells = [title.pad_right(_title_width(width) - title.cell_length)]
        if width >= WIDE:
            cells += [Content(f"{lesson.minutes:>7}"), self._tally(done.steps)]
        if width < NARROW:
            cells += [self._tally(done.questions + done.exercises)]
        else:
            cells += [self._tally(done.questions, done.passed), self._tally(done.exercises)]
        style = "bold" if self.cursor == index + 1 else ""
        return self._mark(index + 1) + Content("  ").join(cells).stylize(style)

    def _tally(self, tally: Tally, passed: bool | None = None) -> Content:
        """passed: whether it is enough; none: only all is."""
        if not tally.of:
            return Content.styled("  none".ljust(TALLY), "$quiet")
        enough = tally.done >= tally.of if passed is None else passed
        glyphs = self._writing.glyphs
        mark = glyphs.passed if enough else glyphs.partly if tally.done else glyphs.open
        style = "$success" if enough else "$quiet"
        return Content.assemble((mark, style), f" {tally!s:<{TALLY - 2}}")

    def _mark(self, index: int) -> Content:
        under = index == self.cursor
        return Content.styled(f"{self._writing.glyphs.cursor if under else ' '} ", "$accent")


def _title_width(width: int) -> int:
    return max(12, width - 2 - sum(len(name) + 2 for name in _columns(width)))


def _columns(width: int) -> list[str]:
    """The headings that there is room for, each as wide as what stands below it."""
    if width < NARROW:
        return ["done".ljust(TALLY)]
    wide = ["minutes", "steps".ljust(TALLY)] if width >= WIDE else []
    return [*wide, "questions".ljust(TALLY), "exercises".ljust(TALLY)]
