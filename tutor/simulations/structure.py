"""Independent pixels and a picture, and everything between: what makes a picture one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.diffusion.schedule import Array
from tutor.simulations.frame import Bitmap, Frame, Panel, Points, Readout, Tone
from tutor.simulations.functions import REFERENCE, Functions, answered
from tutor.simulations.picture import landscape
from tutor.simulations.simulation import Controls, Seed, Settings, Slider

_GREYS = 256


@dataclass(frozen=True)
class Structure:
    """How much of a picture each pixel holds, the rest being drawn on its own."""

    name: str = "random-vs-structure"
    title: str = "Random pixels or a picture?"
    pace: float = 4
    driven_by: tuple[str, ...] = ("neighbour_correlation",)
    controls: Controls = (
        Slider(
            "mix", "structure %", 0, 100, 5, ("left", "right"), 0, "How much of it is the picture."
        ),
        Seed("seed", "seed", ("s",), help="Draws every random pixel anew."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The mixture, the picture, and whether neighbours are alike."""
        mix = float(settings["mix"])
        x = mixed(mix / 100, int(settings["seed"]))
        pair = np.stack([x, landscape()])
        answer = functions["neighbour_correlation"](pair)
        own, pictures = answered("neighbour_correlation", answer, (2,))
        neighbours = np.stack([x[:, :-1].ravel(), x[:, 1:].ravel()], 1)
        return Frame(
            panels=(
                Panel(f"{mix:.0f} % picture", (Bitmap((x + 1) / 2),)),
                Panel("a picture", (Bitmap((landscape() + 1) / 2),)),
                Panel(
                    "neighbours",
                    (Points(neighbours[::3], Tone.DATA),),
                    x_range=(-1, 1),
                    y_range=(-1, 1),
                ),
            ),
            readouts=(
                Readout("neighbour correlation", f"{own:.2f}"),
                Readout("the picture's", f"{pictures:.2f}"),
                Readout("pictures to draw from", f"10^{possible(x.size):.0f}"),
            ),
            says=_says(mix),
        )

    def following(self, settings: Settings) -> Settings | None:
        """A little more of the picture."""
        mix = float(settings["mix"])
        return {**settings, "mix": min(mix + 5, 100)} if mix < 100 else None


@lru_cache(maxsize=8)
def mixed(share: float, seed: int) -> Array:
    """That share of the picture, the rest even chance between black and white, shape (24, 24)."""
    picture = landscape()
    pixels = np.random.default_rng(seed).uniform(-1, 1, picture.shape)
    return share * picture + (1 - share) * pixels


def possible(pixels: int) -> float:
    """Power of ten of the number of grey pictures with that many pixels."""
    return float(pixels * np.log10(_GREYS))


def _says(mix: float) -> str:
    if mix == 0:
        return "Each pixel on its own: draw as often as you like, it is never a picture."
    if mix < 35:
        return "Mostly chance: what little there is of the picture drowns in it."
    if mix < 100:
        return "In a picture a pixel tells much about its neighbour."
    return "To generate is to draw from the few arrays in which neighbours fit like this."
