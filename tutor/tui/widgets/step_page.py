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

from tutor.course.course import (
    Block,
    ExerciseBlock,
    Formula,
    Lesson,
    Prose,
    SimulationBlock,
    Step,
)
from tutor.course.derivation import Derivation
from tutor.course.question import Question
from tutor.course.reading.bibliography import works_of
from tutor.tui.session import Session
from tutor.tui.widgets.asked import asked
from tutor.tui.widgets.closing import Closing
from tutor.tui.widgets.derived import Derived
from tutor.tui.widgets.displayed import DisplayedFormula
from tutor.tui.widgets.exercise_card import ExerciseCard
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.read_line import ReadLine, scroll_to_line, top_line
from tutor.tui.widgets.running_text import RunningText

LATER = "The page goes on once you have said what you expect, or have skipped that."


class StepPage(Page):
    """The blocks of a step."""

    DEFAULT_CSS = """
    StepPage {
        #heading { text-style: bold; margin: 0 0 1 0; }
        OpenedSimulation { margin: 0 0 1 0; }
        .-later, #later { display: none; }
        &.-asks #later { display: block; color: $quiet; }
        .sources { margin: 1 0 0 0; }
        #onward { color: $quiet; margin: 1 0 1 0; }
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
        self._parts = [part for block in self._step.blocks for part in self._widgets(block)]
        if self._closes and self._closes.questions:
            self._parts.append(Closing(self._closes, self._session))
        if self._closes and (works := works_of(self._closes)):
            sources = "\n".join(["**Sources**", "", *(f"- {work.linked}" for work in works)])
            self._parts.append(RunningText(sources, self._session.writing, classes="sources"))
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

    def _widgets(self, block: Block) -> Iterator[Widget]:
        session = self._session
        match block:
            case Prose():
                yield RunningText(block.text, session.writing)
            case Formula():
                yield DisplayedFormula(block.latex, session.writing)
            case Derivation():
                yield Derived(block, session.writing)
            case Question():
                yield asked(block, session)
            case ExerciseBlock():
                yield ExerciseCard(block, session)
            case SimulationBlock():
                # Loads numpy, which a course without a simulation in sight does not need.
                from tutor.tui.simulation.opened import OpenedSimulation

                yield OpenedSimulation(block, session)
