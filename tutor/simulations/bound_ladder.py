"""The variational bound as a ladder: each term a rung, and above what it bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tutor.diffusion import bound as closed
from tutor.diffusion.schedule import Array, cosine_betas
from tutor.simulations.frame import Bars, Curve, Frame, Label, Panel, Readout, Tone
from tutor.simulations.functions import REFERENCE, Functions
from tutor.simulations.simulation import Choice, Controls, Settings, Slider

T = 10
MEAN, STD = 0.3, 0.5


@dataclass(frozen=True)
class BoundLadder:
    """One number x_0, and which of the bound's terms one looks at."""

    name: str = "bound-ladder"
    title: str = "Climb the variational bound"
    pace: float = 3
    driven_by: tuple[str, ...] = ()
    controls: Controls = (
        Slider("t", "term", 0, T, 1, ("left", "right"), 0, "Which term: L_0, L_1, …, L_T."),
        Choice(
            "weights",
            "weights",
            ("on", "off"),
            ("w",),
            "on",
            "With the bound's weights, or without as in L_simple.",
        ),
        Choice(
            "variance",
            "variance",
            ("small", "large"),
            ("v",),
            "small",
            "Of each step: small is β̃, large is β.",
        ),
        Slider("x0", "x₀", -1.2, 1.8, 0.1, ("minus", "plus"), 0.8, "The number that is bounded."),
    )

    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The terms side by side, and their sum from rung to rung."""
        del functions
        t, weighted = int(settings["t"]), settings["weights"] == "on"
        x0, kind = float(settings["x0"]), str(settings["variance"])
        terms = closed.bound(x0, _betas(), MEAN, STD, variance(kind)).terms
        shown = terms if weighted else errors(x0)
        return Frame(
            panels=(_rungs(shown, t, weighted), _ladder(terms, t, surprise(x0, kind))),
            readouts=(
                Readout(_name(t), f"{terms[t]:+.3f}"),
                Readout("weight", _weight(t, kind)),
                Readout("E‖ε−ε̂‖²", _error(t, x0)),
                Readout("bound", f"{terms.sum():.3f}"),
                Readout("−log p(x₀)", f"{surprise(x0, kind):.3f}"),
            ),
            says=_says(t, weighted),
            source="the exact noise, no network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """The next rung."""
        t = float(settings["t"]) + 1
        return {**settings, "t": t} if t <= T else None


def surprise(x0: float, kind: str) -> float:
    """−log of the density that the reverse chain itself gives to x_0, in nats."""
    means, variances = closed.gaussian_chain(_betas(), MEAN, STD, variance(kind)).moments()
    return closed.surprise(x0, float(means[0]), float(variances[0]))


def variance(kind: str) -> Array:
    """Of the reverse chain, shape (T,)."""
    return closed.clipped_variance(_betas()) if kind == "small" else _betas()


def errors(x0: float) -> Array:
    """What L_simple adds up, where L_T has no part: shape (T + 1,)."""
    return np.append(closed.noise_error(x0, _betas(), MEAN, STD), 0.0)


@cache
def _betas() -> Array:
    return cosine_betas(T)


def _name(t: int) -> str:
    return "L_T" if t == T else f"L_{t}"


def _weight(t: int, kind: str) -> str:
    return f"{closed.weights(_betas(), variance(kind))[t]:.3f}" if t < T else "none"


def _error(t: int, x0: float) -> str:
    return f"{errors(x0)[t]:.3f}" if t < T else "none"


def _rungs(terms: Array, t: int, weighted: bool) -> Panel:
    """One bar for each term; the chosen one is marked."""
    low, high = (-1.5, 2.0) if weighted else (0.0, 1.0)
    edges = np.linspace(-0.5, T + 0.5, T + 2)
    chosen = np.where(np.arange(T + 1) == t, terms, np.nan)
    top = min(float(terms[t].clip(0)) + 0.12 * (high - low), high)
    return Panel(
        "terms, in nats" if weighted else "weights dropped",
        (
            Bars(edges, terms.clip(low, high), Tone.DATA),
            Bars(edges, chosen.clip(low, high), Tone.MODEL),
            Label((t, top), _name(t), Tone.MODEL, centred=True),
        ),
        x_range=(-0.5, T + 0.5),
        y_range=(low, high),
        square=False,
        x_ends=("L_0", "L_T"),
        y_ends=(f"{low:g}", f"{high:g}"),
        columns=T + 6,
    )


def _ladder(terms: Array, t: int, surprise: float) -> Panel:
    """The sum so far as a staircase from left to right; what it bounds is a dashed line."""
    sums = np.cumsum(terms)
    stairs = np.stack([np.repeat(np.arange(T + 2) - 0.5, 2)[1:-1], np.repeat(sums, 2)], 1)
    low, high = min(0.0, *sums) - 0.2, max(surprise, *sums) + 0.3
    level = np.array([[-0.5, surprise], [T + 0.5, surprise]])
    return Panel(
        "sum so far",
        (
            Curve(level, Tone.MODEL, dashed=True),
            Curve(stairs, Tone.DATA),
            Label((t, float(sums[t])), "●", Tone.MODEL),
            Label((1.5, surprise - 0.12 * (high - low)), "−log p(x₀)", Tone.MODEL),
            Label((4.5, min(float(sums[-1]) + 0.16 * (high - low), high)), "bound", Tone.DATA),
        ),
        x_range=(-0.5, T + 0.5),
        y_range=(low, high),
        square=False,
        x_ends=("L_0", "L_T"),
        y_ends=(f"{low:.1f}", f"{high:.1f}"),
    )


def _says(t: int, weighted: bool) -> str:
    if not weighted:
        return "L_simple: without weights, noisy steps count more."
    if t == 0:
        return "L_0: how well the last step hits x₀. It may be below 0."
    if t == T:
        return "L_T: how far x_T is from pure noise. No parameters."
    if t <= 3:
        return "Longest rungs first: the weight is largest there."
    return "Each rung compares one step with the true posterior."
