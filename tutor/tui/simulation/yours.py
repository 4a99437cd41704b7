"""Whose functions draw: the course's, or the learner's beside them. Keys never wait for them.

While a frame is computed, the one before stays, and its source says so; each is kept until a save.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tutor.errors import TutorError
from tutor.simulations.compared import compared
from tutor.simulations.frame import Frame
from tutor.simulations.simulation import Settings, Simulation
from tutor.tui.bench import Bench, Yours
from tutor.tui.simulation.aside import Aside
from tutor.tui.simulation.sheet import SheetWidget

BEING_RUN = ": being run"
KEPT = 256
"""Frames; a player goes back and forth over as many."""


class Theirs:
    """The learner's functions at work for one simulation."""

    def __init__(self, widget: SheetWidget, bench: Bench, simulation: Simulation) -> None:
        self._bench = bench
        self._simulation = simulation
        self._yours: Yours | None = None
        self._frames: dict[tuple[object, ...], Frame | TutorError] = {}
        self._last: Frame | None = None
        self._widget = widget
        self._aside = Aside(widget, self._compute, self._hear)
        self._trouble: TutorError | None = None
        """Why nothing could be taken."""
        self.note = ""
        """What is to be said about the frame shown last."""

    @property
    def offered(self) -> bool:
        """Whether an exercise of the course is about this simulation."""
        return self._bench.drives(self._simulation)

    @property
    def on(self) -> bool:
        """Whether they are to drive."""
        return self._yours is not None

    def toggle(self) -> None:
        """Take the functions as they are now, or let go of them."""
        if self._yours or self._trouble:
            self._yours = None
            self._forget()
        else:
            self._take()

    def reread(self) -> bool:
        """Take them again if a file was saved; whether it was."""
        saved = self._yours is not None and self._bench.changed(self._simulation, self._yours)
        if saved:
            self._take()
        return saved

    def frame(self, settings: Settings, right: Callable[[], Frame]) -> Frame:
        """What can be shown now; `note` says what is to be said above it.

        right: the frame with the course's functions, which is shown where theirs give none.
        """
        known = self._trouble or self._frames.get(_key(settings))
        self.note = ""
        if isinstance(known, Frame):
            self._last = known
            return known
        if known:
            self.note = f"{known}; {known.hint}." if known.hint else f"{known}."
            return right()
        if self._yours is None:
            return right()
        self._aside.wish((settings, self._yours))
        source = self._yours.words.replace("`", "") + BEING_RUN
        return replace(self._last or right(), source=source)

    def _compute(self, wish: tuple[Settings, Yours]) -> Frame:
        return compared(*self._bench.frames(self._simulation, *wish))

    def _hear(self, wish: tuple[Settings, Yours], frame: Frame | TutorError) -> None:
        """Keep and show it, if its functions are still in force."""
        settings, yours = wish
        if yours is self._yours:
            while len(self._frames) >= KEPT:
                del self._frames[next(iter(self._frames))]
            self._frames[_key(settings)] = frame
            self._widget.redraw(layout=True)

    def _take(self) -> None:
        self._forget()
        try:
            self._yours = self._bench.take(self._simulation)
        except TutorError as error:
            self._trouble = error
            if self._yours:  # a save may mend it
                stamps = self._bench.stamps(self._simulation)
                self._yours = replace(self._yours, stamps=stamps)

    def _forget(self) -> None:
        self._frames.clear()
        self._last = self._trouble = None


def _key(settings: Settings) -> tuple[object, ...]:
    return tuple(sorted(settings.items()))
