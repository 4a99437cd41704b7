"""Data dissolve into noise: x_t for every t, from one x_0 and one noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.diffusion.datasets import draw
from tutor.diffusion.schedule import Array, linear_betas
from tutor.simulations.frame import (
    Bitmap,
    Curve,
    Frame,
    Label,
    Mark,
    Panel,
    Points,
    Readout,
    Tone,
)
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.picture import digit
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider

T = 1000
_POINTS = 400
_PER_TICK = 10
_DATA = ("two-moons", "two-clusters", "dinosaur", "digit")


@dataclass(frozen=True)
class Dissolve:
    """The forward process with DDPM's schedule."""

    name: str = "dissolve"
    title: str = "Watch data dissolve"
    pace: float = 12
    driven_by: tuple[str, ...] = ("q_sample", "alpha_bar")
    controls: Controls = (
        Slider("t", "t", 0, T, 10, ("left", "right"), 0, "How many steps of noise were added."),
        Choice("data", "data", _DATA, ("d",), "two-moons", "What is dissolved."),
        Seed("seed", "seed", ("s",), help="Draws another noise."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The data at t, and how much of them is left."""
        t = int(settings["t"])
        shares = _signal(functions["alpha_bar"])
        signal = float(shares[t])
        x_t = noised(str(settings["data"]), int(settings["seed"]), t, functions)
        return Frame(
            panels=(Panel(f"xₜ at t = {t}", (_mark(x_t),)), _fading(t, shares)),
            readouts=(
                Readout("signal share ᾱ", f"{signal:.3f}"),
                Readout("noise share 1−ᾱ", f"{1 - signal:.3f}"),
                Readout("weight √ᾱ", f"{np.sqrt(signal):.3f}"),
                Readout("weight √(1−ᾱ)", f"{np.sqrt(1 - signal):.3f}"),
            ),
            says=_says(signal),
        )

    def following(self, settings: Settings) -> Settings | None:
        """More noise, up to T."""
        t = float(settings["t"])
        return {**settings, "t": min(t + _PER_TICK, T)} if t < T else None


def noised(data: str, seed: int, t: int, functions: Functions = REFERENCE) -> Array:
    """The data after t steps of noise (the paper's t), points (N, 2) or a picture (H, W).

    The noise depends on the seed alone, so that t moves every point along a smooth path.
    """
    x0, noise = _ingredients(data, seed)
    if t == 0:
        return x0
    batch = x0 if data != "digit" else x0[None]
    index = np.full(len(batch), t - 1)
    shares = _signal(functions["alpha_bar"])[1:]
    x_t = functions["q_sample"](batch, index, noise.reshape(batch.shape), shares)
    return answered("q_sample", x_t, batch.shape).reshape(x0.shape)


@lru_cache(maxsize=16)
def _ingredients(data: str, seed: int) -> tuple[Array, Array]:
    x0 = digit() if data == "digit" else draw(data, _POINTS, np.random.default_rng(0))[0]
    return x0, np.random.default_rng([seed, 1]).standard_normal(x0.shape)


@lru_cache(maxsize=4)
def _signal(alpha_bar: Function) -> Array:
    """ᾱ by the paper's t, 1 at t = 0, shape (T + 1,)."""
    return np.concatenate([[1.0], answered("alpha_bar", alpha_bar(linear_betas(T)), (T,))])


def _mark(x: Array) -> Mark:
    """A picture is black at −1 and white at 1, as in Ho et al. 2020, section 3.3."""
    return Points(x, Tone.DATA) if x.shape[1] == 2 else Bitmap((x + 1) / 2)


def _fading(t: int, signal: Array) -> Panel:
    curve = np.stack([np.arange(T + 1), signal], 1)[::5]
    return Panel(
        "ᾱ by t",
        (Curve(curve, Tone.MODEL), Label((t, float(signal[t])), "●", Tone.DATA)),
        x_range=(0, T),
        y_range=(0, 1),
        square=False,
        x_ends=("0", f"{T}"),
        y_ends=("0", "1"),
    )


def _says(signal: float) -> str:
    if signal == 1:
        return "Clean data. Every step adds a little noise and shrinks the rest a little."
    if signal > 0.5:
        return "More signal than noise: the shape blurs but holds."
    if signal > 0.05:
        return "More noise than signal: the shape goes under."
    return "As good as pure noise: no trace of which data these were."
