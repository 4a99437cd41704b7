"""What every simulation has: controls, a start, and a frame for each state of its settings.

A simulation is a value without state of its own: the same settings always give the same frame,
as long as the same functions compute it. Those of a learner take the place of the reference's:

    simulation.frame(settings, {**REFERENCE, "q_sample": theirs})

Only the slugs in `driven_by` are called, a few times each frame and with whole batches. What they
raise passes through; what has the wrong shape raises TutorError. A frame does not know whose
functions it was computed with: whoever passes others says so in its `source`, and finds what
they did in the first panel and in the readouts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tutor.simulations.frame import Frame
from tutor.simulations.functions import REFERENCE, Functions

Settings = Mapping[str, float | str]
"""By name of the control."""


@dataclass(frozen=True)
class Slider:
    """A number on a line."""

    name: str
    label: str
    low: float
    high: float
    step: float
    keys: tuple[str, str]
    """The keys that lower and raise it, as textual names them."""
    start: float
    help: str = ""
    """One sentence on what it changes; the same for all controls."""


@dataclass(frozen=True)
class Choice:
    """One of a few words: stepped through by one key, or a key for each."""

    name: str
    label: str
    options: tuple[str, ...]
    keys: tuple[str, ...]
    """One, or as many as there are options."""
    start: str
    help: str = ""


@dataclass(frozen=True)
class Seed:
    """Fresh randomness at a key."""

    name: str
    label: str
    keys: tuple[str]
    start: float = 0
    help: str = ""


Control = Slider | Choice | Seed
Controls = tuple[Slider, *tuple[Control, ...]]
"""The first is what playing moves, and what is drawn as a line."""


class Simulation(Protocol):
    """Settings in, frame out."""

    @property
    def name(self) -> str:
        """How lessons call it, as `dissolve`."""

    @property
    def title(self) -> str:
        """What the learner reads above it."""

    @property
    def controls(self) -> Controls:
        """What can be set."""

    @property
    def pace(self) -> float:
        """Ticks a second while playing."""

    @property
    def driven_by(self) -> tuple[str, ...]:
        """The exercises whose functions it calls, by slug."""

    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """What to show."""

    def following(self, settings: Settings) -> Settings | None:
        """The settings one tick later while playing; None at the end."""
