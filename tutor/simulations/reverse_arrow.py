"""Ancestral sampling where everything is known: numbers from a Gaussian, and the exact noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import numpy as np

from tutor.diffusion.bound import gaussian_chain, posterior_variance
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.samplers import ddpm
from tutor.diffusion.schedule import Array, alpha_bar, linear_betas
from tutor.simulations.frame import Bars, Curve, Frame, Label, Mark, Panel, Readout, Tone
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider
from tutor.simulations.walk import Walk

T = 1000
MEAN, STD = 0.3, 0.5
_SAMPLES, _PATHS = 2000, 3
_STRIDE = 10
"""Steps between states that are kept: all 1,000 would take 16 MB."""
_VARIANCE = "How much fresh noise each step adds: small is β̃, large is β."
_REACH = 3.0
_BINS = 40


@dataclass(frozen=True)
class ReverseArrow:
    """From noise to data, with one of the two variances that DDPM knows."""

    name: str = "reverse-arrow"
    title: str = "Walk from noise to data"
    pace: float = 10
    driven_by: tuple[str, ...] = ("p_sample",)
    controls: Controls = (
        Slider(
            "done", "steps done", 0, T, _STRIDE, ("left", "right"), 0, "How far the walk has come."
        ),
        Choice("variance", "variance", ("small", "large"), ("v",), "small", _VARIANCE),
        Choice("compare", "exact", ("on", "off"), ("c",), "on", "Draws the true density."),
        Seed("seed", "seed", ("s",), help="Draws another start and other noise."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """All samples as a histogram, some as paths."""
        done, kind = int(settings["done"]), str(settings["variance"])
        walk = _walk(kind, int(settings["seed"]), functions["p_sample"])
        kept = done // _STRIDE
        x, t = walk.state(kept)[:, 0], T - kept * _STRIDE
        paths = np.stack([walk.state(k)[:_PATHS, 0] for k in range(kept + 1)])  # (kept + 1, P)
        return Frame(
            panels=(_histogram(x, t, str(settings["compare"]) == "on"), _paths(paths)),
            readouts=(
                Readout("std of samples", f"{x.std():.3f}"),
                Readout("std in theory", f"{spreads(kind)[t]:.3f}"),
                Readout("true std", f"{true(t)[1]:.3f}"),
                Readout("fresh noise σₜ", f"{fresh(kind)[t]:.3f}"),
            ),
            says=_says(t, kind),
            source="the exact noise, no network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """Some steps on."""
        done = float(settings["done"]) + _STRIDE
        return {**settings, "done": done} if done <= T else None


def true(t: int) -> tuple[float, float]:
    """Mean and standard deviation of x_t, by the paper's t."""
    signal = float(_signal()[t])
    return float(np.sqrt(signal) * MEAN), float(np.sqrt(signal * STD**2 + 1 - signal))


@cache
def spreads(kind: str) -> Array:
    """Standard deviation that the walk has at each t = 0..T, without chance, shape (T + 1,)."""
    betas = linear_betas(T)
    return np.sqrt(gaussian_chain(betas, MEAN, STD, fresh(kind)[1:] ** 2).moments()[1])


@cache
def fresh(kind: str) -> Array:
    """Standard deviation of the noise added on leaving t = 0..T, shape (T + 1,); none at last."""
    betas = linear_betas(T)
    variance = betas if kind == "large" else posterior_variance(betas)
    return np.sqrt([0.0, 0.0, *variance[1:]])


@lru_cache(maxsize=6)
def _walk(kind: str, seed: int, step: Function) -> Walk[Array]:
    return Walk(_samples(kind, seed, step))


def _samples(kind: str, seed: int, step: Function) -> Iterator[Array]:
    """Every `_STRIDE`th state, (N, 1) each, the start first."""
    generator = np.random.default_rng(seed)
    start = generator.standard_normal((_SAMPLES, 1))
    data, signal = Mixture(np.array([[MEAN]]), STD, np.ones(1)), _signal()

    def predict(x: Array, i: int) -> Array:
        return data.eps(x, float(signal[i + 1]))

    def checked(x_t: Array, *arguments: object) -> Array:
        return answered("p_sample", step(x_t, *arguments), x_t.shape)

    states = ddpm(predict, start, linear_betas(T), generator, kind, checked)
    return (state.x for state in islice(states, 0, None, _STRIDE))


@cache
def _signal() -> Array:
    """ᾱ by the paper's t, shape (T + 1,)."""
    return np.concatenate([[1.0], alpha_bar(linear_betas(T))])


def _histogram(x: Array, t: int, compare: bool) -> Panel:
    heights, edges = np.histogram(x, _BINS, (-_REACH, _REACH))
    bars = Bars(edges, heights / len(x) / (edges[1] - edges[0]), Tone.DATA)
    marks: tuple[Mark, ...] = (bars,)
    if compare:
        place = np.linspace(-_REACH, _REACH, 241)
        mean, std = true(t)
        density = np.exp(-(((place - mean) / std) ** 2) / 2) / (std * np.sqrt(2 * np.pi))
        marks += (Curve(np.stack([place, density], 1), Tone.MODEL), Label((1.3, 0.5), "true p"))
    return Panel(
        f"xₜ at t = {t}",
        marks,
        x_range=(-_REACH, _REACH),
        y_range=(0, 1),
        square=False,
        x_ends=("-3", "3"),
        y_ends=("0", "1"),
    )


def _paths(x: Array) -> Panel:
    """Some samples, (K, P), from t = T on the left to where they are now."""
    t = T - _STRIDE * np.arange(len(x))
    lifted = np.concatenate([x, np.full((1, _PATHS), np.nan)]).T.ravel()
    across = np.tile(np.append(T - t, np.nan), _PATHS)
    return Panel(
        "paths to the data",
        (
            Curve(np.stack([across, lifted], 1), Tone.DATA),
            *(Label((float(T - t[-1]), float(end)), "●", Tone.MODEL) for end in x[-1]),
        ),
        x_range=(0, T),
        y_range=(-_REACH, _REACH),
        square=False,
        x_ends=(f"t {T}", "t 0"),
        y_ends=("-3", "3"),
    )


def _says(t: int, kind: str) -> str:
    if t == T:
        return "Pure noise. Each step takes a little of ε̂ away and adds a little fresh noise."
    if t > 500:
        return "Hardly any signal yet: the walk is mostly fresh noise, and forgets its start."
    if t > 0:
        return "The histogram narrows and moves to 0.3: now every step decides."
    if kind == "large":
        return "With variance β it ends a little too wide: 0.501 for 0.5."
    return "With variance β̃ it ends a little too narrow: 0.496 for 0.5."
