"""What a simulation shows at one moment, in the coordinates of the data.

Drawing it in a terminal is the screen's affair; printing it as a table, the plain mode's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Tone(StrEnum):
    """What a mark stands for; the screen gives each a colour and a pattern."""

    DATA = "data"
    NOISE = "noise"
    MODEL = "model"
    YOURS = "yours"
    MUTED = "muted"


@dataclass(frozen=True)
class Points:
    """A cloud."""

    xy: NDArray[np.float64]
    """Shape (N, 2)."""
    tone: Tone


@dataclass(frozen=True)
class Curve:
    """A line through points; dashed where two must be told apart without colour."""

    xy: NDArray[np.float64]
    """Shape (N, 2), in drawing order; a row of NaN lifts the pen."""
    tone: Tone
    dashed: bool = False


@dataclass(frozen=True)
class Arrows:
    """From tails to heads."""

    tails: NDArray[np.float64]
    """Shape (N, 2)."""
    heads: NDArray[np.float64]
    """Shape (N, 2)."""
    tone: Tone


@dataclass(frozen=True)
class Field:
    """A direction at each place, whatever its length."""

    at: NDArray[np.float64]
    """Shape (N, 2)."""
    towards: NDArray[np.float64]
    """Shape (N, 2); a row of zeros is drawn as a place without direction."""
    tone: Tone


@dataclass(frozen=True)
class Bars:
    """Columns side by side, upwards or downwards from 0."""

    edges: NDArray[np.float64]
    """Where each begins, and where the last ends, shape (N + 1,), ascending."""
    heights: NDArray[np.float64]
    """Shape (N,); NaN for a gap."""
    tone: Tone


@dataclass(frozen=True)
class Label:
    """Words that begin at a place."""

    at: tuple[float, float]
    text: str
    tone: Tone = Tone.MUTED
    centred: bool = False
    """Whether the place is their middle instead."""


@dataclass(frozen=True)
class Bitmap:
    """A picture."""

    values: NDArray[np.float64]
    """Grey values in 0..1, shape (H, W), first row on top."""


Mark = Points | Curve | Arrows | Field | Bars | Label | Bitmap


@dataclass(frozen=True)
class Panel:
    """One drawing; a `Bitmap` fills it."""

    title: str
    marks: tuple[Mark, ...]
    x_range: tuple[float, float] = (-2.5, 2.5)
    y_range: tuple[float, float] = (-2.5, 2.5)
    square: bool = True
    """Whether one unit must look as long across as up."""
    x_ends: tuple[str, str] = ("", "")
    """What is written at both ends of the axis across; axes are drawn where something is."""
    y_ends: tuple[str, str] = ("", "")
    """The same for the axis upwards, the lower end first."""
    columns: int = 0
    """Cells across that the words in it need."""

    @property
    def axes(self) -> bool:
        """Whether axes are drawn."""
        return any((*self.x_ends, *self.y_ends))


@dataclass(frozen=True)
class Readout:
    """A named number, already rounded as it should be read."""

    label: str
    value: str


@dataclass(frozen=True)
class Frame:
    """Everything shown for one state of the settings."""

    panels: tuple[Panel, ...]
    readouts: tuple[Readout, ...]
    says: str = ""
    """One sentence on what to see here, in this state."""
    source: str = ""
    """Where predictions come from: `the trained network`, `the exact noise`; or empty."""
