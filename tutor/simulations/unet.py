"""A picture on its way through a U-Net: the shape at each block, and what the skips are for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tutor.diffusion.schedule import Array
from tutor.simulations.frame import Arrows, Bitmap, Field, Frame, Label, Mark, Panel, Readout, Tone
from tutor.simulations.functions import REFERENCE, Functions
from tutor.simulations.picture import digit
from tutor.simulations.pyramid import Shape, maps, shapes
from tutor.simulations.simulation import Choice, Controls, Settings, Slider

_SIDE, _CHANNELS, _MULTIPLIERS = 32, 16, (1, 2, 4, 8)
_DEPTH = len(_MULTIPLIERS) - 1
_LAST = 2 * _DEPTH
_WIDTH = 34
"""Cells of the diagram: two boxes of ten side by side, and an arrow between."""
_BOX = 0.35
"""Half a box and a little more: where an arrow to it ends."""
_LEAN = 0.3
"""How far each level lies further in, which gives the U its form."""


@dataclass(frozen=True)
class UnetTracer:
    """Which block one looks at, and whether the skips are there."""

    name: str = "unet-tracer"
    title: str = "Trace a picture through a U-Net"
    pace: float = 1.5
    driven_by: tuple[str, ...] = ()
    controls: Controls = (
        Slider("block", "block", 0, _LAST, 1, ("left", "right"), 0, "Where in the network."),
        Choice("skips", "skips", ("on", "off"), ("k",), "on", "Cuts the ways across, or not."),
    )

    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The diagram, and what has come out of the chosen block."""
        del functions
        block, skips = int(settings["block"]), settings["skips"] == "on"
        channels, side, _ = _shapes()[block]
        x = _maps(skips)[block]
        return Frame(
            panels=(
                _diagram(block, skips),
                Panel(f"here {side}×{side}", (Bitmap((x + 1) / 2),)),
            ),
            readouts=(
                Readout("shape", f"{channels}×{side}×{side}"),
                Readout("skip joins", _joined(block, skips)),
                Readout("lost", f"{lost(skips):.2f}"),
            ),
            says=_says(block, skips),
            source="picture: a linear, untrained toy",
        )

    def following(self, settings: Settings) -> Settings | None:
        """The next block."""
        block = float(settings["block"]) + 1
        return {**settings, "block": block} if block <= _LAST else None


def lost(skips: bool) -> float:
    """Root mean square of what the toy's last block differs by from the picture."""
    return float(np.sqrt(np.mean((_maps(skips)[-1] - digit(_SIDE)) ** 2)))


@cache
def _maps(skips: bool) -> list[Array]:
    return maps(digit(_SIDE), _DEPTH, skips=skips)


@cache
def _shapes() -> list[Shape]:
    return shapes(_CHANNELS, _SIDE, _MULTIPLIERS)


def _joined(block: int, skips: bool) -> str:
    """Channels from below and across, which a real U-Net sets side by side on the way up."""
    if block <= _DEPTH or not skips:
        return "none"
    return f"{_shapes()[block - 1][0]}+{_shapes()[block][0]}"


def _diagram(chosen: int, skips: bool) -> Panel:
    """A U: the way down on the left, up on the right, skips across."""
    places = np.array([_place(block) for block in range(_LAST + 1)])
    marks: list[Mark] = [Field((places[1:] + places[:-1]) / 2, np.diff(places, axis=0), Tone.DATA)]
    if skips:
        left = places[:_DEPTH]
        marks += [Arrows(left, left * [-1, 1] - [_BOX, 0], Tone.MUTED)]
    for block, (channels, side, _) in enumerate(_shapes()):
        here = block == chosen
        text = f"{channels}×{side}×{side}"
        tone = Tone.MODEL if here else Tone.DATA
        marks += [Label(_place(block), f">{text}<" if here else f" {text} ", tone, centred=True)]
    return Panel(
        "channels × height × width",
        tuple(marks),
        x_range=(-1.45, 1.45),
        y_range=(-0.4, _DEPTH + 0.4),
        square=False,
        columns=_WIDTH,
    )


def _place(block: int) -> tuple[float, float]:
    level = min(block, _LAST - block)
    if level == _DEPTH:
        return 0.0, 0.0
    side = -1 if block < _DEPTH else 1
    return side * (1 - _LEAN * level / 2), float(_DEPTH - level)


def _says(block: int, skips: bool) -> str:
    if block == 0:
        return "The picture comes in. In every block the time is added to its features."
    if block < _DEPTH:
        return "Down: half as high and wide, more channels. Detail goes, reach grows."
    if block == _DEPTH:
        return "The middle sees the whole picture at once, and hardly any detail."
    if not skips:
        return "Without skips, detail that the way down lost does not come back."
    if block < _LAST:
        return "Up: twice as high and wide; the skip brings the detail of this size."
    return "With skips the picture leaves as sharp as it came."
