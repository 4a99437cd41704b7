"""From noise to data: a DDIM run, state by state, with the trained network or the exact noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from tutor.diffusion.samplers import Predict, State, ddim, ddim_step, timesteps
from tutor.diffusion.schedule import Array
from tutor.simulations import moons
from tutor.simulations.frame import Frame, Mark, Panel, Points, Readout, Tone
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.network import Network
from tutor.simulations.simulation import Choice, Controls, Seed, Settings, Slider
from tutor.simulations.walk import Walk

_POINTS = 200
_MOST = 50
_FEW = 10
_WHO = {"network": "network", "exact": "formula"}


@dataclass(frozen=True)
class Denoising:
    """Plays a sampler; the first slider is where in the run one stands."""

    name: str = "denoising"
    title: str = "Denoise step by step"
    pace: float = 10
    driven_by: tuple[str, ...] = ("ddim_step",)
    controls: Controls = (
        Slider("step", "step", 0, _MOST, 1, ("left", "right"), 0, "Where in the run you stand."),
        Slider("steps", "steps", 5, _MOST, 5, ("minus", "plus"), _MOST, "Into how many it is cut."),
        Slider("eta", "η", 0, 1, 0.1, ("E", "e"), 0, "How much fresh noise each step adds."),
        Choice(
            "noise",
            "noise from",
            ("network", "exact"),
            ("m",),
            "network",
            "Who predicts the noise.",
        ),
        Seed("seed", "seed", ("s",), help="Draws another start."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """x_t and x̂_0 at one step; beyond the last step, the last."""
        by, steps, eta = str(settings["noise"]), int(settings["steps"]), float(settings["eta"])
        walk = _walk(by, steps, eta, int(settings["seed"]), functions["ddim_step"])
        state = walk.state(min(int(settings["step"]), steps))
        t = state.index + 1
        data: Mark = Points(moons.drawn()[0], Tone.MUTED)
        return Frame(
            panels=(
                Panel(f"xₜ at t = {t}", (Points(state.x, Tone.DATA),)),
                Panel("x̂₀, predicted", (data, *_prediction(state))),
            ),
            readouts=(
                Readout(f"{_WHO[by]} calls", f"{state.calls}"),
                Readout("signal ᾱ", f"{_signal(t):.2f}"),
                Readout("off the data", f"{moons.astray(state.x):.0%}"),
            ),
            says=_says(state, steps, eta),
            source="the trained network" if by == "network" else "the exact noise, no network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """One step less noise."""
        step = float(settings["step"]) + 1
        return {**settings, "step": step} if step <= float(settings["steps"]) else None


def run(by: str, steps: int, eta: float, seed: int) -> tuple[State, ...]:
    """All states of one run, `steps` + 1 of them; the start depends on the seed alone."""
    walk = _walk(by, steps, eta, seed, ddim_step)
    return tuple(walk.state(step) for step in range(steps + 1))


@lru_cache(maxsize=32)
def _walk(by: str, steps: int, eta: float, seed: int, step: Function) -> Walk[State]:
    generator = np.random.default_rng(seed)
    start = generator.standard_normal((_POINTS, 2))
    alpha_bar = _network().alpha_bar
    indices = timesteps(len(alpha_bar), steps)

    def checked(x_t: Array, *arguments: object) -> Array:
        return answered("ddim_step", step(x_t, *arguments), x_t.shape)

    return Walk(ddim(_predict(by), start, alpha_bar, indices, eta, generator, checked))


def _predict(by: str) -> Predict:
    if by == "network":
        return lambda x, i: _network().eps(x, i)
    return lambda x, i: moons.exact().eps(x, float(_network().alpha_bar[i]))


@cache
def _network() -> Network:
    return Network()


def _signal(t: int) -> float:
    return float(_network().alpha_bar[t - 1]) if t else 1.0


def _prediction(state: State) -> tuple[Mark, ...]:
    return (Points(state.x0, Tone.MODEL),) if state.calls else ()


def _says(state: State, steps: int, eta: float) -> str:
    if not state.calls:
        return "The start is pure noise; nothing is predicted yet."
    if state.index >= 0:
        signal = _signal(state.index + 1)
        if signal < 0.1:
            return "So much noise fits all data: x̂₀ stays near their mean."
        if signal < 0.7:
            return "x̂₀ parts into two moons long before xₜ does."
        return "Only detail is left: xₜ closes in on x̂₀."
    if steps <= _FEW:
        return "Few calls, long strides: some points end between the moons."
    if eta > 0:
        return "Done. Fresh noise at every step: the same start ends elsewhere."
    return "Done. Without fresh noise the start alone decides where each point ends."
