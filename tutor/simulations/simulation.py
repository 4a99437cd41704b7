"""What every simulation has: controls, a start, and a frame for each state of its settings.

A simulation is a value without state of its own: the same settings always give the same frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tutor.simulations.frame import Frame

Settings = Mapping[str, float | str]
"""By name of the control."""


@dataclass(frozen=True)
class Slider:
    """A number on a line; ← and → move the first slider, other keys the others."""

    name: str
    label: str
    low: float
    high: float
    step: float
    keys: tuple[str, str]
    """The keys that lower and raise it, as textual names them."""
    start: float


@dataclass(frozen=True)
class Choice:
    """One of a few words, stepped through by one key."""

    name: str
    label: str
    options: tuple[str, ...]
    key: str
    start: str


@dataclass(frozen=True)
class Seed:
    """Fresh randomness at a key."""

    name: str
    label: str
    key: str
    start: float = 0


Control = Slider | Choice | Seed
Controls = tuple[Slider, *tuple[Control, ...]]
"""The first is what playing moves."""


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

    def frame(self, settings: Settings) -> Frame:
        """What to show."""

    def following(self, settings: Settings) -> Settings | None:
        """The settings one tick later while playing; None at the end."""
