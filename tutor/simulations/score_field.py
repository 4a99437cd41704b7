"""The score as a field of directions, and walkers that follow it: stuck without annealing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import Array, alpha_bar, linear_betas
from tutor.simulations.frame import (
    Bitmap,
    Curve,
    Field,
    Frame,
    Label,
    Mark,
    Panel,
    Points,
    Readout,
    Tone,
)
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider
from tutor.simulations.walk import Walk

T = 1000
DATA = Mixture(np.array([[-1.1, -0.9], [1.1, 0.9]]), 0.3, np.array([0.2, 0.8]))
WALK = 400
_WALKERS = 200
_REACH = 2.5
_STRIDE = 0.1
"""Step size over the variance of a spot: larger steps settle too wide, smaller ones later."""
_QUIET = 10
"""The paper's t at which annealing ends; there σ is 0.04, and a spot has its own width."""
_SETTLED = 60
"""Steps after which walkers have reached a spot."""
_ACROSS, _UP = 9, 7
_WEAK, _STRONG = 0.5, 2.0
"""Lengths of the score at which an arrow appears and at which it is shown strong."""


@dataclass(frozen=True)
class ScoreField:
    """How much noise the score is of, and how far walkers have come."""

    name: str = "score-field"
    title: str = "Follow the score"
    pace: float = 12
    driven_by: tuple[str, ...] = ("langevin_step",)
    controls: Controls = (
        Slider("walk", "walk", 0, WALK, 5, ("L", "l"), 0, "Lets walkers go, some steps a key."),
        Slider("t", "noise level t", _QUIET, T, 10, ("left", "right"), 150, "How noisy p is."),
        Choice("anneal", "anneal", ("off", "on"), ("a",), "off", "From much noise to little."),
        Choice("density", "density", ("off", "on"), ("d",), "off", "Draws p itself."),
        Seed("seed", "seed", ("s",), help="Draws other starts and other shakes."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """The field where the walkers are now, and how many found the larger spot."""
        step, seed, annealed = int(settings["walk"]), int(settings["seed"]), _annealed(settings)
        t = level(step) if annealed and step else int(settings["t"])
        walk = _walk(0 if annealed else t, seed, functions["langevin_step"])
        x, found = walk.state(step), [share(walk.state(k)) for k in range(step + 1)]
        panels = (_field(t, x if step else x[:0]), _shares(found))
        signal = float(_signal()[t])
        return Frame(
            panels=(*panels, _density(signal)) if settings["density"] == "on" else panels,
            readouts=(
                Readout("noise level t", f"{t}"),
                Readout("noise share 1−ᾱ", f"{1 - signal:.2f}"),
                Readout("in the larger spot", f"{found[-1]:.0%}" if step else "none"),
                Readout("true share", f"{DATA.weights[1]:.0%}"),
            ),
            says=_says(step, annealed, signal),
            source="the exact score, no network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """A few steps of the walkers."""
        walk = float(settings["walk"])
        return {**settings, "walk": min(walk + 5, WALK)} if walk < WALK else None


def level(step: int) -> int:
    """The paper's t at a step of an annealed walk: from T to `_QUIET`, in equal ratios of σ."""
    sigmas = np.sqrt(1 / _signal()[1:] - 1)
    wanted = sigmas[-1] * (sigmas[_QUIET - 1] / sigmas[-1]) ** (step / WALK)
    return int(np.argmin(abs(np.log(sigmas / wanted)))) + 1


def share(x: Array) -> float:
    """Of walkers nearer to the larger spot than to the other, (N, 2)."""
    return float((x @ (DATA.means[1] - DATA.means[0]) > 0).mean())


@lru_cache(maxsize=16)
def _walk(t: int, seed: int, step: Function) -> Walk[Array]:
    return Walk(_walkers(t, seed, step))


def _walkers(t: int, seed: int, step: Function) -> Iterator[Array]:
    """All places after each step, (N, 2), at the paper's t; annealed where t is 0."""
    generator = np.random.default_rng(seed)
    x = generator.uniform(-_REACH, _REACH, (_WALKERS, 2))
    yield x
    for number in range(1, WALK + 1):
        signal = float(_signal()[t or level(number)])
        delta = _STRIDE * (signal * DATA.std**2 + 1 - signal)
        moved = step(x, DATA.score(x, signal), delta, generator.standard_normal(x.shape))
        x = answered("langevin_step", moved, x.shape)
        yield x


@lru_cache(maxsize=1)
def _signal() -> Array:
    """ᾱ by the paper's t, shape (T + 1,)."""
    return np.concatenate([[1.0], alpha_bar(linear_betas(T))])


def _annealed(settings: Settings) -> bool:
    return settings["anneal"] == "on"


def _field(t: int, walkers: Array) -> Panel:
    """Directions on a grid, strong ones brighter and weak ones points, under the walkers."""
    x, y = np.meshgrid(_ticks(_ACROSS), _ticks(_UP))
    at = np.stack([x.ravel(), y.ravel()], 1)
    score = DATA.score(at, float(_signal()[t]))
    length = np.linalg.norm(score, axis=1)
    towards = np.where(length[:, None] < _WEAK, 0.0, score)
    strong = length > _STRONG
    marks: list[Mark] = [Points(walkers, Tone.DATA)]
    marks += [Field(at[~strong], towards[~strong], Tone.MUTED)]
    marks += [Field(at[strong], towards[strong], Tone.MODEL)]
    return Panel(f"score, t = {t}", tuple(marks))


def _ticks(n: int) -> Array:
    """The middles of n equal parts of the panel."""
    return (np.arange(n) + 0.5) / n * 2 * _REACH - _REACH


def _shares(found: list[float]) -> Panel:
    """Share of walkers in the larger spot, by step, and what it should be."""
    truth = float(DATA.weights[1])
    curve = np.stack([np.arange(len(found)), np.array(found)], 1)
    return Panel(
        "in the larger",
        (
            Curve(np.array([[0, truth], [WALK, truth]]), Tone.MODEL, dashed=True),
            Label((0.1 * WALK, truth + 0.1), "true share", Tone.MODEL),
            Curve(curve, Tone.DATA),
            Label((len(found) - 1, found[-1]), "●", Tone.DATA),
        ),
        x_range=(0, WALK),
        y_range=(0, 1),
        square=False,
        x_ends=("0", f"{WALK}"),
        y_ends=("0", "1"),
        columns=16,
    )


@lru_cache(maxsize=32)
def _density(signal: float) -> Panel:
    """The density in grey, brightest where it is highest; its root, so that tails are seen."""
    x, y = np.meshgrid(_ticks(48), _ticks(48)[::-1])
    density = np.exp(DATA.log_density(np.stack([x.ravel(), y.ravel()], 1), signal))
    return Panel("p, its density", (Bitmap(np.sqrt(density / density.max()).reshape(48, 48)),))


def _says(step: int, annealed: bool, signal: float) -> str:
    if step == 0:
        if signal < 0.1:
            return "Much noise: one spot, and every arrow knows the way to it."
        if signal < 0.6:
            return "Less noise: the field parts in two, weak between the spots."
        return "Each arrow leads to the nearer spot; none tells how much lies there."
    if annealed:
        return "Annealed: while noise is high all can cross, so the shares come out right."
    if signal < 0.1:
        return "At this noise walkers mix well, but they are samples of noise."
    if signal < 0.6:
        return "Some cross still: the walk mixes slowly."
    if step < _SETTLED:
        return "Each walker rolls into the nearer spot, and is shaken at every step."
    return "Stuck: walkers stay in the spot they fell into, whatever its share."
