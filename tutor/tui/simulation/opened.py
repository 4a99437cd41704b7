"""A simulation of the course, opened: its view, its question, and what is remembered of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from tutor.course.course import SimulationBlock
from tutor.errors import TutorError
from tutor.simulations import catalogue, foretold
from tutor.simulations.simulation import Settings, Simulation
from tutor.tui.messages import OpenSimulation
from tutor.tui.session import Session
from tutor.tui.simulation.asking import Asking
from tutor.tui.simulation.memory import Memory
from tutor.tui.simulation.messages import Driven, Enlarge, Foreseen, Switched
from tutor.tui.simulation.view import SimulationView

NOTE = 1.0
"""Seconds between two notes of the settings; what a kill may lose."""


class OpenedSimulation(Vertical):
    """A view and its record; a sentence where the course asks for what there is not.

    It has the class `-asks` until the learner has foretold what it is to show, or would not.
    """

    DEFAULT_CSS = """
    OpenedSimulation { height: auto; }
    OpenedSimulation.-roomy { height: 1fr; }
    """

    def __init__(
        self,
        block: SimulationBlock,
        session: Session,
        *,
        settings: Settings | None = None,
        roomy: bool = False,
    ) -> None:
        """settings: in place of those it was left with."""
        super().__init__(classes="-roomy" if roomy else "")
        self._block = block
        self._session = session
        self._roomy = roomy
        self._settings = settings
        self._memory = Memory(session, block)
        self._note: Timer | None = None
        self._opened = self._open()

    def compose(self) -> ComposeResult:
        """The view."""
        yield self._opened

    def on_driven(self, event: Driven) -> None:
        """Note the settings soon: at once would be many times a second while it plays."""
        event.stop()
        self._settings = event.settings
        if self._note is None:
            self._note = self.set_timer(NOTE, self.note)

    def on_foreseen(self, event: Foreseen) -> None:
        """Keep what was foretold; a page shows by then what it has kept back."""
        self.remove_class("-asks")
        if event.foretold:
            self._memory.foretell(event.foretold)

    def on_switched(self, event: Switched) -> None:
        """Note whose functions drive it."""
        event.stop()
        self._memory.switch(theirs=event.theirs)

    def on_enlarge(self, event: Enlarge) -> None:
        """Ask for a screen of its own, and take over what comes of it there."""
        event.stop()
        view = event.view
        self.post_message(OpenSimulation(self._block, view.settings, view.drive))

    def on_unmount(self) -> None:
        """Whatever is not noted yet."""
        self.note()

    def note(self) -> None:
        """Keep the settings."""
        self._note = None
        if self._settings:
            self._memory.keep(self._settings)

    def _open(self) -> Widget:
        writing = self._session.writing
        try:
            simulation = catalogue.simulation(self._block.name)
            view = SimulationView(
                simulation,
                catalogue.start(simulation, self._block.options),
                left=self._settings or self._memory.settings(simulation),
                asking=self._asking(simulation),
                bench=self._session.bench,
                link=self._session.link,
                yours=self._memory.yours,
                unicode=not writing.plain,
                roomy=self._roomy,
            )
        except TutorError as error:
            return Static(Content(f"{writing.glyphs.blocked} {error}"))
        self.set_class(view.asks, "-asks")
        return view

    def _asking(self, simulation: Simulation) -> Asking | None:
        prediction = self._block.prediction
        if prediction is None:
            return None
        question = foretold.question(simulation, prediction, self._block.options)
        prompt = self._session.writing.words(prediction.question).plain
        return Asking(question, prompt, self._memory.foretold)
