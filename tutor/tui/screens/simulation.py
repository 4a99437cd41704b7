"""A simulation on a screen of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tutor.course.course import SimulationBlock
from tutor.simulations.simulation import Settings
from tutor.tui.session import Session
from tutor.tui.simulation.opened import OpenedSimulation
from tutor.tui.simulation.view import SimulationView
from tutor.tui.widgets.key_line import KeyLine


class SimulationScreen(Screen[Settings], inherit_bindings=False):
    """As large as the terminal; what it is left with goes back to whoever opened it."""

    AUTO_FOCUS = "SimulationView"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Back")]

    def __init__(
        self, session: Session, block: SimulationBlock, settings: Settings | None = None
    ) -> None:
        """settings: in place of those it was left with."""
        super().__init__()
        self._session = session
        self._block = block
        self._settings = settings

    def compose(self) -> ComposeResult:
        """The simulation, and its keys."""
        yield OpenedSimulation(self._block, self._session, settings=self._settings, roomy=True)
        yield KeyLine()

    def action_leave(self) -> None:
        """Back, with the settings."""
        views = self.query(SimulationView)
        self.dismiss(views.first().settings if views else None)
