"""What more steps buy, and what a better sampler does: one distribution, five ways to reach it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.diffusion.schedule import Array
from tutor.diffusion.solvers import Solution
from tutor.simulations import line_up
from tutor.simulations.frame import Bars, Curve, Frame, Label, Mark, Panel, Readout, Tone
from tutor.simulations.functions import REFERENCE, Function, Functions
from tutor.simulations.line_up import DATA, SAMPLERS
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider

LADDER = (2, 3, 5, 8, 12, 18, 27, 40, 64)
"""Numbers of steps in the plot of the order."""
_SAMPLES, _PLOTTED = 1000, 200
_MOST = 64
_REACH, _BINS = 2.5, 40
_LOWEST, _HIGHEST = -3.0, 1.0
"""Errors that are shown, as powers of ten."""


@dataclass(frozen=True)
class StepsQuality:
    """A sampler, its number of steps, and how far it has come."""

    name: str = "steps-vs-quality"
    title: str = "Spend your steps well"
    pace: float = 6
    driven_by: tuple[str, ...] = ("euler_step", "ddim_step", "dpmpp_2m_step")
    controls: Controls = (
        Slider("step", "step", 0, _MOST, 1, ("left", "right"), _MOST, "Where in the run you are."),
        Slider("steps", "steps", 2, _MOST, 1, ("minus", "plus"), 8, "How many the run has."),
        Choice(
            "sampler", "sampler", SAMPLERS, ("1", "2", "3", "4", "5"), "euler", "Who takes them."
        ),
        Choice("order", "order plot", ("off", "on"), ("o",), "off", "Error over calls, for all."),
        Seed("seed", "seed", ("s",), help="Draws other starts."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The samples as a histogram, and either some paths or the order of all samplers."""
        sampler, steps = str(settings["sampler"]), int(settings["steps"])
        seed, used = int(settings["seed"]), _used(functions)
        states = run(sampler, steps, seed, used)
        step = min(int(settings["step"]), steps)
        ordered = settings["order"] == "on"
        beside = _orders(sampler, steps, used) if ordered else _paths(states, step)
        error = distance(states[-1].x, _exact(sampler, seed))
        return Frame(
            panels=(_histogram(states[step]), beside),
            readouts=(
                Readout("step", f"{step} of {steps}"),
                Readout("σ", f"{states[step].sigma:.2f}"),
                Readout("calls", f"{states[step].calls}"),
                Readout("calls in all", f"{states[-1].calls}"),
                Readout("error at the end", f"{error:.3f}"),
            ),
            says=_says(sampler, steps),
            source="the exact noise, no network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """One step more."""
        step = float(settings["step"]) + 1
        return {**settings, "step": step} if step <= float(settings["steps"]) else None


Used = tuple[tuple[str, Function], ...]
"""The functions that samplers call, as what can be kept by."""


def _used(functions: Functions) -> Used:
    return tuple((slug, functions[slug]) for slug in StepsQuality.driven_by)


@lru_cache(maxsize=64)
def run(sampler: str, steps: int, seed: int, used: Used) -> tuple[Solution, ...]:
    """All states, `steps` + 1 of them, of 1,000 samples, (N, 1) each."""
    generator = np.random.default_rng([seed, 1])
    return tuple(line_up.run(sampler, steps, _starts(seed), dict(used), generator))


@lru_cache(maxsize=64)
def errors(sampler: str, used: Used) -> Array:
    """Calls and the distance at the end for each entry of the ladder, shape (L, 2)."""
    z = _starts(0)[:_PLOTTED]
    exact, ends = line_up.exact(z, sampler), []
    for steps in LADDER:
        generator = np.random.default_rng(steps)
        *_, last = line_up.run(sampler, steps, z, dict(used), generator)
        ends.append((last.calls, distance(last.x, exact)))
    return np.array(ends, float)


def distance(x: Array, exact: Array) -> float:
    """How far samples lie from the exact ones, on average, pairing them in order: Wasserstein-1."""
    return float(abs(np.sort(x, 0) - np.sort(exact, 0)).mean())


@lru_cache(maxsize=8)
def _starts(seed: int) -> Array:
    return np.random.default_rng(seed).standard_normal((_SAMPLES, 1))


@lru_cache(maxsize=16)
def _exact(sampler: str, seed: int) -> Array:
    return line_up.exact(_starts(seed), sampler)


def _histogram(state: Solution) -> Panel:
    """Shrunk by √(1 + σ²), so that every noise level fits; the line is the exact density there."""
    scale = np.sqrt(1 + state.sigma**2)
    heights, edges = np.histogram(state.x / scale, _BINS, (-_REACH, _REACH))
    place = np.linspace(-_REACH, _REACH, 201)
    density = np.exp(DATA.log_density(place[:, None], float(1 / scale**2)))
    return Panel(
        "samples",
        (
            Bars(edges, heights / len(state.x) / (edges[1] - edges[0]), Tone.DATA),
            Curve(np.stack([place, density], 1), Tone.MODEL),
            Label((-_REACH, 0.9), "exact", Tone.MODEL),
        ),
        x_range=(-_REACH, _REACH),
        y_range=(0, 0.95),
        square=False,
        x_ends=("-2.5", "2.5"),
        y_ends=("0", "0.95"),
    )


_FOLLOWED = (40, 120, 250, 420, 580, 750, 880, 960)
"""Ranks of the starts whose paths are drawn."""


def _paths(states: tuple[Solution, ...], step: int) -> Panel:
    """Paths of some samples up to here, by step."""
    chosen = np.argsort(states[0].x[:, 0])[list(_FOLLOWED)]
    sofar = states[: step + 1]
    x = np.stack([state.x[chosen, 0] / np.sqrt(1 + state.sigma**2) for state in sofar])  # (K, P)
    lifted = np.concatenate([x, np.full((1, len(chosen)), np.nan)])
    across = np.append(np.arange(len(sofar), dtype=float), np.nan)
    curve = np.stack([np.tile(across, len(chosen)), lifted.T.ravel()], 1)
    ends = tuple(Label((float(step), float(end)), "●", Tone.DATA) for end in x[-1])
    return Panel(
        "paths",
        (Curve(curve, Tone.DATA), *ends),
        x_range=(0, len(states) - 1),
        y_range=(-_REACH, _REACH),
        square=False,
        x_ends=("noise", "data"),
        y_ends=("-2.5", "2.5"),
    )


def _orders(chosen: str, steps: int, used: Used) -> Panel:
    """Error over calls, both as powers of ten; each line carries its sampler's number."""
    marks: list[Mark] = []
    for sampler in sorted(SAMPLERS, key=lambda name: name == chosen):
        line = np.log10(errors(sampler, used)).clip([0, _LOWEST], [3, _HIGHEST])
        tone = Tone.MODEL if sampler == chosen else Tone.MUTED
        end = float(line[-1, 0]), float(line[-1, 1])
        marks += [
            Curve(line, tone, dashed=sampler != chosen),
            Label(end, f"{SAMPLERS.index(sampler) + 1}", tone),
        ]
        if sampler == chosen:
            nearest = int(np.argmin(abs(np.array(LADDER) - steps)))
            marks += [Label((float(line[nearest, 0]), float(line[nearest, 1])), "●", Tone.DATA)]
    return Panel(
        "error by calls",
        tuple(marks),
        x_range=(float(np.log10(2)), float(np.log10(140))),
        y_range=(_LOWEST, _HIGHEST),
        square=False,
        x_ends=("2", "140"),
        y_ends=("0.001", "10"),
    )


def _says(sampler: str, steps: int) -> str:
    if sampler == "ancestral":
        return "Fresh noise at each step: it ends elsewhere each time, and needs many steps."
    if sampler == "heun" and steps <= 5:
        return "Second order, two calls a step: at so few steps it is worse than Euler."
    if sampler == "heun":
        return "Second order: twice the steps leave a quarter of the error."
    if sampler == "dpm++2m":
        return "Second order for one call a step, as it remembers the last one."
    if sampler == "ddim":
        return "DDIM is Euler's step on another grid of noise levels."
    return "First order: twice the steps, half the error."
