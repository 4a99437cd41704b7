"""Four schedules on one bench: their curves, and what each makes of one picture and one noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.diffusion.process import q_sample
from tutor.diffusion.schedule import (
    Array,
    cosine_betas,
    linear_betas,
    signal_to_noise,
    stable_diffusion_betas,
    straight_betas,
)
from tutor.simulations.frame import Bitmap, Curve, Frame, Label, Mark, Panel, Readout, Tone
from tutor.simulations.functions import REFERENCE, Function, Functions, answered
from tutor.simulations.picture import digit
from tutor.simulations.simulation import Choice, Controls, Settings, Slider

T = 1000
NAMES = ("linear", "cosine", "stable-diffusion", "1-t/T")
_SHORT = ("linear", "cosine", "SD", "1−t/T")
_LABELLED = (340, 300, 500, 800)
"""At which t each curve carries its number: where it runs apart from the others."""
_COUNTED = ("steps 1−ᾱ < 0.1", "0.2 < ᾱ < 0.8", "ᾱ < 0.01")
_PER_TICK = 10


@dataclass(frozen=True)
class Schedules:
    """Which schedule, at which t."""

    name: str = "schedule-bench"
    title: str = "Compare noise schedules"
    pace: float = 12
    driven_by: tuple[str, ...] = ("alpha_bar",)
    controls: Controls = (
        Slider("t", "t", 0, T, 10, ("left", "right"), 300, "How many steps of noise were added."),
        Choice(
            "schedule", "schedule", NAMES, ("1", "2", "3", "4"), "linear", "Whose numbers are read."
        ),
        Choice("view", "view", ("curves", "pictures"), ("v",), "curves", "What is drawn."),
        Slider("offset", "offset", 0, 0.1, 0.004, ("S", "s"), 0.008, "The s of cosine."),
    )

    @np.errstate(all="ignore")  # a learner's numbers may be anything
    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """Curves, or one picture and one noise under all four."""
        t, chosen = int(settings["t"]), NAMES.index(str(settings["schedule"]))
        signals = shares(float(settings["offset"]), functions["alpha_bar"])
        if settings["view"] == "pictures":
            panels = tuple(_picture(name, signals[k], t) for k, name in enumerate(_SHORT))
        else:
            panels = (
                _curves("ᾱ by t", signals, chosen, t, (0, 1)),
                _curves("log-SNR", log_snr(signals), chosen, t, (-12, 10)),
            )
        signal = signals[chosen]
        return Frame(
            panels=panels,
            readouts=(
                Readout("ᾱ", f"{signal[t]:.3f}"),
                Readout("log-SNR", f"{log_snr(signal)[t]:.2f}"),
                *map(Readout, _COUNTED, (f"{share:.1%}" for share in counts(signal))),
            ),
            says=_says(chosen, float(signal[t])),
        )

    def following(self, settings: Settings) -> Settings | None:
        """More noise, up to T."""
        t = float(settings["t"])
        return {**settings, "t": min(t + _PER_TICK, T)} if t < T else None


@lru_cache(maxsize=32)
def shares(offset: float, alpha_bar: Function) -> Array:
    """ᾱ of each schedule by the paper's t, 1 at t = 0, shape (4, T + 1)."""
    betas = (
        linear_betas(T),
        cosine_betas(T, offset),
        stable_diffusion_betas(T),
        straight_betas(T),
    )
    return np.stack([[1.0, *answered("alpha_bar", alpha_bar(each), (T,))] for each in betas])


def log_snr(signal: Array) -> Array:
    """Natural logarithm of ᾱ / (1−ᾱ), shape of signal; infinite where there is no noise."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(signal_to_noise(signal)))


def counts(signal: Array) -> tuple[float, float, float]:
    """Share of the steps 1..T with hardly any noise, with both, and with hardly any signal."""
    steps = signal[1:]
    each = (1 - steps < 0.1, (steps > 0.2) & (steps < 0.8), steps < 0.01)
    return float(each[0].mean()), float(each[1].mean()), float(each[2].mean())


def _curves(title: str, values: Array, chosen: int, t: int, y_range: tuple[float, float]) -> Panel:
    """All four, each with its number; the chosen one solid, with the place of t."""
    order = [k for k in range(len(NAMES)) if k != chosen] + [chosen]
    marks: list[Mark] = []
    for k in order:
        tone = Tone.MODEL if k == chosen else Tone.MUTED
        xy = np.stack([np.arange(T + 1), values[k].clip(*y_range)], 1)[::5]
        marks += [Curve(xy, tone, dashed=k != chosen)]
    for k in order:
        at = float(_LABELLED[k]), float(values[k][_LABELLED[k]])
        marks += [Label(at, f"{k + 1}", Tone.MODEL if k == chosen else Tone.MUTED)]
    marks += [Label((t, float(values[chosen][t].clip(*y_range))), "●", Tone.DATA)]
    return Panel(
        title,
        tuple(marks),
        x_range=(0, T),
        y_range=y_range,
        square=False,
        x_ends=("0", f"{T}"),
        y_ends=(f"{y_range[0]}", f"{y_range[1]}"),
    )


def _picture(name: str, signal: Array, t: int) -> Panel:
    x0, noise = _ingredients()
    x_t = q_sample(x0[None], np.array([t]), noise[None], signal)[0]
    return Panel(f"{name} {signal[t]:.2f}", (Bitmap((x_t + 1) / 2),))


@lru_cache(maxsize=1)
def _ingredients() -> tuple[Array, Array]:
    x0 = digit()
    return x0, np.random.default_rng(0).standard_normal(x0.shape)


def _says(chosen: int, signal: float) -> str:
    if signal < 0.01:
        return "Below ᾱ = 0.01 steps change nothing that can be seen: they are spent on noise."
    return (
        "Linear: a third of its steps come after the picture has gone.",
        "Cosine: more steps where there is both signal and noise.",
        "Stable Diffusion's never ends: ᾱ is still 0.005 at the last step.",
        "A straight line: even steps in ᾱ, but not in log-SNR.",
    )[chosen]
