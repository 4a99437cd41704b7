"""What a simulation's view tells whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from tutor.learning.progress import Foretold
from tutor.simulations.simulation import Settings

if TYPE_CHECKING:
    from tutor.tui.simulation.view import SimulationView


class Told(Message):
    """Something about the view, which is also `control`."""

    def __init__(self, view: SimulationView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> SimulationView:
        """The view it is about."""
        return self.view


class Driven(Told):
    """The learner, or time, has changed the settings."""

    def __init__(self, view: SimulationView, settings: Settings) -> None:
        super().__init__(view)
        self.settings = settings


class Foreseen(Told):
    """The learner has committed to a prediction, and the simulation was run for it."""

    def __init__(self, view: SimulationView, foretold: Foretold | None) -> None:
        """foretold: nothing where it turned out that there was no answer."""
        super().__init__(view)
        self.foretold = foretold


class Switched(Told):
    """The learner has switched between their functions and the course's."""

    def __init__(self, view: SimulationView, *, theirs: bool) -> None:
        super().__init__(view)
        self.theirs = theirs


class Enlarge(Told):
    """The learner wants it to have a screen of its own."""
