"""One step of a lesson as a page: its blocks, one below the other.

What stands below a simulation may say what it will show. While it asks the learner to foretell
that, the page ends there.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from tutor.course.course import Lesson, Step
from tutor.tui.session import Session
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.read_line import ReadLine, scroll_to_line, top_line
from tutor.tui.widgets.shown import shown

LATER = "The page goes on once you have said what you expect, or have skipped that."


class StepPage(Page):
    """The blocks of a step."""

    DEFAULT_CSS = """
    StepPage {
        #heading, #later, #onward { padding: 0 1 0 0; }
        #heading { text-style: bold; margin: 0 0 1 0; }
        OpenedSimulation { margin: 0 0 1 0; }
        .-later, #later { display: none; }
        &.-asks #later { display: block; color: $quiet; margin: 0 0 1 0; }
        #onward { color: $quiet; }
    }
    """

    def __init__(
        self, step: Step, onward: str, session: Session, *, closes: Lesson | None = None
    ) -> None:
        """onward: what the next step is called. closes: the lesson whose last step this is."""
        self._step = step
        self._onward = onward
        self._closes = closes
        self._session = session
        self._line: ReadLine | None = None
        self._size_read: Size | None = None
        """The size in which that line was the top one."""
        super().__init__()

    def compose(self) -> ComposeResult:
        """Heading, blocks, and what comes next."""
        yield Static(self._session.writing.words(self._step.title), id="heading")
        self._parts = [shown(block, self._session) for block in self._step.blocks]
        if self._closes:
            self._parts += self._ending(self._closes)
        self.unfold()
        yield from self._parts
        yield Static(Content(LATER), id="later")
        yield Static(Content(self._onward), id="onward")

    def on_mount(self) -> None:
        """Keep the line that is read, as long as the window keeps its size."""
        self.watch(self, "scroll_y", self._read, init=False)

    def on_resize(self, event: Resize) -> None:
        """Go back to the line that was read, before the part with the keys is looked for."""
        if self._size_read not in (None, event.size) and (line := self._line):
            self.call_after_refresh(scroll_to_line, self, line)
        self._size_read = event.size

    def _read(self) -> None:
        if self.outer_size == self._size_read:
            self._line = top_line(self)

    def on_foreseen(self) -> None:
        """Go on with what stands below the simulation."""
        self.unfold()

    def unfold(self) -> None:
        """Show everything down to the first part that asks what it will show."""
        later = False
        for part in self._parts:
            part.set_class(later, "-later")
            later = later or part.has_class("-asks")
        self.set_class(later, "-asks")

    def _ending(self, lesson: Lesson) -> Iterator[Widget]:
        """How the questions of the lesson went, and what it cites."""
        from tutor.course.reading.bibliography import works_of
        from tutor.tui.widgets.closing import Closing
        from tutor.tui.widgets.running_text import RunningText

        if lesson.questions:
            yield Closing(lesson, self._session)
        if works := works_of(lesson):
            sources = "\n".join(["**Sources**", "", *(f"- {work.linked}" for work in works)])
            yield RunningText(sources, self._session.writing, classes="sources")
