"""The network while it learned: its guesses at x_0 after every snapshot of a real training run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from tutor.diffusion.schedule import Array
from tutor.simulations import moons
from tutor.simulations.frame import Arrows, Curve, Frame, Label, Panel, Points, Readout, Tone
from tutor.simulations.functions import REFERENCE, Functions
from tutor.simulations.network import Network
from tutor.simulations.simulation import Controls, Seed, Settings, Slider

_POINTS = 200
_ARROWS = 24
"""As many as can be followed by eye; numbers are of all points."""
_SMOOTH = 10
"""Entries of the loss that are averaged, so that the curve is not hidden by its noise."""


@dataclass(frozen=True)
class TrainingWatch:
    """Training progress and a noise level to look at."""

    name: str = "training-watch"
    title: str = "Watch the network learn"
    pace: float = 2
    driven_by: tuple[str, ...] = ()

    @property
    def controls(self) -> Controls:
        """The first slider counts snapshots, which lie closer together early on."""
        last = len(_network(-1).snapshots) - 1
        noisiest = len(_network(-1).alpha_bar)
        return (
            Slider(
                "snapshot", "snapshot", 0, last, 1, ("left", "right"), 0, "How long it has learned."
            ),
            Slider("t", "t", 5, noisiest, 5, ("T", "t"), 20, "At which noise level to look at it."),
            Seed("seed", "seed", ("s",), help="Draws another noise."),
        )

    def frame(self, settings: Settings, functions: Functions = REFERENCE) -> Frame:
        """Arrows from x_t to what the network takes x_0 to be, and its loss up to here."""
        del functions
        snapshot, t = int(settings["snapshot"]), int(settings["t"])
        network = _network(snapshot)
        step = network.snapshots[snapshot]
        x_t, x0 = guesses(snapshot, t, int(settings["seed"]))
        return Frame(
            panels=(
                Panel(
                    "xₜ → x̂₀",
                    (
                        Points(moons.drawn()[0], Tone.MUTED),
                        Arrows(x_t[:_ARROWS], x0[:_ARROWS], Tone.MODEL),
                    ),
                ),
                _loss_panel(network, step),
            ),
            readouts=(
                Readout("steps", f"{step}"),
                Readout("loss", f"{_loss_at(network, step):.3f}"),
                Readout("x̂₀ to mean", f"{np.linalg.norm(x0, axis=1).mean():.2f}"),
                Readout("off the data", f"{moons.astray(x0):.0%}"),
            ),
            says=_says(step, float(network.alpha_bar[t - 1])),
            source="the trained network",
        )

    def following(self, settings: Settings) -> Settings | None:
        """The next snapshot."""
        following = float(settings["snapshot"]) + 1
        last = len(_network(-1).snapshots) - 1
        return {**settings, "snapshot": following} if following <= last else None


@lru_cache(maxsize=64)
def guesses(snapshot: int, t: int, seed: int) -> tuple[Array, Array]:
    """Noised points x_t at the paper's t, and the x̂_0 that a snapshot sees in them, (N, 2) each."""
    network, i = _network(snapshot), t - 1
    signal = network.alpha_bar[i]
    noise = np.random.default_rng(seed).standard_normal((_POINTS, 2))
    x_t = np.sqrt(signal) * _clean() + np.sqrt(1 - signal) * noise
    return x_t, (x_t - np.sqrt(1 - signal) * network.eps(x_t, i)) / np.sqrt(signal)


@cache
def _network(snapshot: int) -> Network:
    return Network(snapshot)


def _clean() -> Array:
    return moons.drawn()[0][:_POINTS]


def _loss_panel(network: Network, step: int) -> Panel:
    """Both axes logarithmic: most is learned early, and the loss never comes near 0."""
    steps, losses = np.log10(_smoothed(network)).T
    here = (np.log10(max(step, network.losses[0, 0])), np.log10(_loss_at(network, step)))
    return Panel(
        "loss (log)",
        (Curve(np.stack([steps, losses], 1), Tone.MUTED), Label(here, "●", Tone.MODEL)),
        x_range=(float(steps[0]), float(steps[-1])),
        y_range=(float(np.log10(0.3)), float(np.log10(0.5))),
        square=False,
        x_ends=(f"{network.losses[0, 0]:.0f}", f"{network.losses[-1, 0]:.0f}"),
        y_ends=("0.3", "0.5"),
    )


def _smoothed(network: Network) -> Array:
    """Steps and the mean loss of the entries up to each, shape (K, 2)."""
    steps, losses = network.losses.T
    sums = np.cumsum([0.0, *losses])
    first = np.maximum(np.arange(len(losses)) + 1 - _SMOOTH, 0)
    ends = np.arange(1, len(losses) + 1)
    return np.stack([steps, (sums[ends] - sums[first]) / (ends - first)], 1)


def _loss_at(network: Network, step: int) -> float:
    steps, losses = _smoothed(network).T
    return float(losses[max(np.searchsorted(steps, step, "right") - 1, 0)])


def _says(step: int, signal: float) -> str:
    if step == 0:
        return "Untrained: every guess is xₜ, shrunk a little towards the middle."
    if signal > 0.7:
        return "Little noise: each arrow is short and ends on the moon it came from."
    if signal > 0.15:
        return "Where xₜ fits both moons, the best guess lies between them."
    if signal > 0.001:
        return "Almost only noise: the best guess is the mean of all data, a blurry average."
    return "At the very end x̂₀ is ε̂'s error divided by √ᾱ, which is nearly 0."
