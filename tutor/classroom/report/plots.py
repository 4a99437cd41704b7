"""What is drawn, as values: shares as bars, and a cloud of dots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a part stands for; each also has a texture of its own."""

    RIGHT = "right"
    WRONG = "wrong"
    NOTHING = "nothing"
    COUNT = "count"


@dataclass(frozen=True)
class Part:
    """A piece of a bar."""

    share: float
    """Of the width, 0 to 1."""
    tone: Tone


@dataclass(frozen=True)
class Bar:
    """A row: its name, its pieces from left to right, and what they come to in words."""

    label: str
    parts: tuple[Part, ...]
    note: str


@dataclass(frozen=True)
class Bars:
    """Rows of bars with one scale."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[Tone, str], ...]


@dataclass(frozen=True)
class Dot:
    """A dot: x from 0 to 1, y from −1 to 1."""

    x: float
    y: float
    tone: Tone
    label: str
    number: int = 0
    """Under which the table behind the plot has it; 0 if it has not."""


@dataclass(frozen=True)
class Cloud:
    """Dots between two axes."""

    title: str
    across: str
    up: str
    dots: tuple[Dot, ...]


Plot = Bars | Cloud
