"""What is remembered of a simulation: how it was left, by whose code, and what was foretold.

A simulation is known by its name and the settings that it was written down with; on its own it
has none of those.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tutor.course.course import SimulationBlock
from tutor.errors import TutorError
from tutor.learning.progress import Foretold, Progress
from tutor.simulations import catalogue
from tutor.simulations.simulation import Settings, Simulation

if TYPE_CHECKING:
    from tutor.tui.session import Session  # loads textual, which a command does not need


class Memory:
    """The record, for one simulation."""

    def __init__(self, session: Session, block: SimulationBlock) -> None:
        self._session = session
        self._block = block
        self._desk = desk_name(block)
        self._kept: Mapping[str, object] = session.progress.left(self._desk) or {}

    def settings(self, simulation: Simulation) -> Settings:
        """Those it was left with, as far as it still has them."""
        return left_settings(self._session.progress, simulation, self._block)

    def keep(self, settings: Settings) -> None:
        """Note how it is left now."""
        if settings != self._kept:
            self._kept = settings
            self._session.keep(self._session.progress.leave, self._desk, settings)

    @property
    def yours(self) -> bool:
        """Whether the learner's functions drove it last."""
        return bool((self._session.progress.left(self._whose) or {}).get("yours"))

    def switch(self, *, theirs: bool) -> None:
        """Note at once whose functions drive it."""
        if theirs != self.yours:
            self._session.keep(self._session.progress.leave, self._whose, {"yours": theirs})

    @property
    def _whose(self) -> str:
        return f"whose {self._desk}"

    @property
    def foretold(self) -> Foretold | None:
        """What was said to its question."""
        asked = self._block.prediction
        progress = self._session.progress
        return progress.foretold(self._block.name, asked.content) if asked else None

    def foretell(self, foretold: Foretold) -> None:
        """Keep what was said."""
        if asked := self._block.prediction:
            session = self._session
            record = session.progress.record_prediction
            session.keep(record, self._block.name, asked.content, foretold, session.now())


def left_settings(
    progress: Progress | None, simulation: Simulation, block: SimulationBlock
) -> Settings:
    """The settings that a simulation was left with; those it opens with where there are none."""
    settings = dict(catalogue.start(simulation, block.options))
    left = progress.left(desk_name(block)) if progress else None
    for name, value in (left or {}).items():
        with suppress(TutorError):  # it was another version that had this setting
            settings[name] = catalogue.start(simulation, {name: str(value)})[name]
    return settings


def desk_name(block: SimulationBlock) -> str:
    """Under which its settings lie on the desk."""
    written = json.dumps(dict(sorted(block.options.items()))) if block.options else ""
    return f"simulation {block.name} {written}".rstrip()
