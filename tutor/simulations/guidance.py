"""Classifier-free guidance: what its scale does to samples of a class, and to a density."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from tutor.diffusion.process import guided
from tutor.diffusion.samplers import ddim, timesteps
from tutor.diffusion.schedule import Array
from tutor.simulations import moons
from tutor.simulations.frame import Curve, Frame, Label, Panel, Points, Readout, Tone
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.network import Network
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider

_POINTS = 200
_STEPS = 25
_CLASSES = {"upper": 0, "lower": 1}
_CONDITIONAL = (1.0, 0.5)
"""Mean and standard deviation of p_c; p_u is the standard normal distribution."""


@dataclass(frozen=True)
class Guidance:
    """The scale, the class, and which samples."""

    name: str = "guidance"
    title: str = "Turn up the guidance"
    pace: float = 5
    driven_by: tuple[str, ...] = ("cfg_combine",)
    controls: Controls = (
        Slider("scale", "scale s", 0, 15, 0.5, ("left", "right"), 1, "How much the class counts."),
        Choice("class", "class", tuple(_CLASSES), ("c",), "upper", "Which moon is asked for."),
        Seed("seed", "seed", ("s",), help="Draws another start."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """Samples of the network on the left, exact densities on the right."""
        scale, wanted = float(settings["scale"]), str(settings["class"])
        x = samples(scale, _CLASSES[wanted], int(settings["seed"]), functions["cfg_combine"])
        points, labels = moons.drawn()
        others = points[labels != _CLASSES[wanted]]
        mean, std = combined(scale)
        return Frame(
            panels=(
                Panel(
                    f"{wanted} moon",
                    (Points(others, Tone.MUTED), Points(x, Tone.MODEL)),
                    x_range=(-3, 3),
                    y_range=(-3, 3),
                ),
                _densities(mean, std),
            ),
            readouts=(
                Readout("in the class", f"{(moons.nearest(x) == _CLASSES[wanted]).mean():.0%}"),
                Readout("spread (std)", f"{np.sqrt(x.var(0).mean()):.2f}"),
                Readout("off the data", f"{moons.astray(x):.0%}"),
                Readout("1-D mean", f"{mean:.2f}"),
                Readout("1-D std", f"{std:.2f}"),
            ),
            says=_says(scale),
            source="left the trained network, right exact",
        )

    def following(self, settings: Settings) -> Settings | None:
        """A little more guidance."""
        scale = float(settings["scale"])
        return {**settings, "scale": min(scale + 0.5, 15)} if scale < 15 else None


def combined(scale: float) -> tuple[float, float]:
    """Mean and standard deviation of p_u^(1−s)·p_c^s for p_u = N(0, 1) and p_c = N(1, ½²)."""
    mean, std = _CONDITIONAL
    precision = (1 - scale) + scale / std**2
    return scale * mean / std**2 / precision, float(precision**-0.5)


@lru_cache(maxsize=128)
def samples(scale: float, wanted: int, seed: int, combine: Function = guided) -> Array:
    """Where one start ends under that much guidance towards a class, shape (N, 2)."""
    network = _network()
    start = np.random.default_rng(seed).standard_normal((_POINTS, 2))
    indices = timesteps(len(network.alpha_bar), _STEPS)

    def predict(x: Array, i: int) -> Array:
        both = network.eps_of_each(x, i, (None, wanted))
        return answered("cfg_combine", combine(*both, scale), x.shape)

    *_, last = ddim(predict, start, network.alpha_bar, indices)
    return last.x


@cache
def _network() -> Network:
    return Network()


def _densities(mean: float, std: float) -> Panel:
    x = np.linspace(-3, 3, 241)
    return Panel(
        "p_u^(1−s)·p_c^s",
        (
            Curve(_bell(x, 0, 1), Tone.MUTED, dashed=True),
            Curve(_bell(x, *_CONDITIONAL), Tone.DATA, dashed=True),
            Curve(_bell(x, mean, std), Tone.MODEL),
            Label((-2.3, 0.4), "p_u"),
            Label((0.1, 1.0), "p_c", Tone.DATA),
        ),
        x_range=(-3, 3),
        y_range=(0, 2.8),
        square=False,
        x_ends=("-3", "3"),
        y_ends=("0", "2.8"),
    )


def _bell(x: Array, mean: float, std: float) -> Array:
    """A Gaussian's density as points of a curve, shape (N, 2)."""
    height = np.exp(-(((x - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))
    return np.stack([x, height], 1)


def _says(scale: float) -> str:
    if scale == 0:
        return "Scale 0 ignores the class: both moons appear."
    if scale < 1:
        return "Below 1 the class is heard, but not obeyed."
    if scale == 1:
        return "Scale 1 is the plain conditional model: its own spread."
    if scale <= 5:
        return "Above 1 samples are surer of their class and less diverse."
    if scale <= 10:
        return "Little variety is left, and samples begin to leave the moon."
    return "Too much: 'off the data' counts how many are pushed past the moon."
