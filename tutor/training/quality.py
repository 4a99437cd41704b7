"""How good a trained network is: by what it predicts, and by what it draws.

Only the first tells right code from wrong: a network bends around most mistakes and draws well.
The second is what the eye sees, as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from tutor.diffusion.datasets import draw, mixture
from tutor.diffusion.process import q_sample
from tutor.diffusion.schedule import Array
from tutor.training.denoiser import Denoiser

Indices = NDArray[np.int64]

_HELD_OUT = 777  # the seed of points that no training run draws
_EXAMPLES = 4000
_GAUSSIANS = 500


@dataclass(frozen=True)
class Prediction:
    """Mean squared error of predicted noise on held-out points, over all noise levels."""

    loss: float
    untrained: float
    """Of a network before its first step."""
    best: float
    """Of the exact denoiser: no network can do better."""

    @property
    def score(self) -> float:
        """1 for the best possible, 0 for untrained, below 0 for a network that learned wrong."""
        return (self.untrained - self.loss) / (self.untrained - self.best)


@dataclass(frozen=True)
class Drawing:
    """How samples lie to the data."""

    energy: float
    """Energy distance, unbiased: about 0 for fresh data. Székely and Rizzo 2013."""
    stray: float
    """Share of samples farther from the data than 99 % of data are: about 0.01 for fresh data."""
    missed: float
    """Share of data farther from the samples than 99 % of data are: about 0.01 for fresh data."""


def predict(denoiser: Denoiser, data: str, alpha_bar: Array, *, told: bool = True) -> Prediction:
    """Judge predictions under the true forward process, with the same points and noise every time.

    alpha_bar: the true schedule, (T,). told: whether the network is told the class.
    """
    generator = np.random.default_rng(_HELD_OUT)
    x0, classes = draw(data, _EXAMPLES, generator)
    label = classes if told and denoiser.classes else np.full_like(classes, denoiser.classes)
    noise = generator.standard_normal(x0.shape)
    t = np.arange(_EXAMPLES) % len(alpha_bar)
    x_t = q_sample(x0, t, noise, alpha_bar)
    best = np.empty_like(noise)
    for known in np.unique(label):
        one = None if known == denoiser.classes else int(known)
        exact = mixture(data, _GAUSSIANS, one)
        for level in range(len(alpha_bar)):
            here = (t == level) & (label == known)
            best[here] = exact.eps(x_t[here], alpha_bar[level])
    return Prediction(
        loss=_error(evaluate(denoiser, x_t, t, label), noise),
        untrained=_error(np.sqrt(1 - alpha_bar[t])[:, None] * x_t, noise),
        best=_error(best, noise),
    )


def evaluate(denoiser: Denoiser, x: Array, t: Indices, label: Indices) -> Array:
    """The noise that the network sees in x, (B, 2), on whichever device it lies."""
    device = denoiser.signal.device
    with torch.no_grad():
        eps = denoiser(
            torch.from_numpy(x).float().to(device),
            torch.from_numpy(t).to(device),
            torch.from_numpy(label).to(device),
        )
    return np.asarray(eps.cpu().numpy(), np.float64)


def compare(samples: Array, data: str) -> Drawing:
    """Judge samples of shape (N, 2) by N points of the data; N more say what is usual."""
    generator = np.random.default_rng(_HELD_OUT)
    points, _ = draw(data, len(samples), generator)
    fresh, _ = draw(data, len(samples), generator)
    apart, usual = distances(samples, points), distances(fresh, points)
    return Drawing(
        energy=2 * float(apart.mean()) - _mean_apart(samples) - _mean_apart(points),
        stray=float((apart.min(1) > np.quantile(usual.min(1), 0.99)).mean()),
        missed=float((apart.min(0) > np.quantile(usual.min(0), 0.99)).mean()),
    )


def distances(a: Array, b: Array) -> Array:
    """From each of a, (N, 2), to each of b, (M, 2): shape (N, M)."""
    return np.asarray(np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1]))


def _mean_apart(points: Array) -> float:
    """Mean distance of two different points."""
    n = len(points)
    return float(distances(points, points).sum() / (n * (n - 1)))


def _error(predicted: Array, noise: Array) -> float:
    return float(((predicted - noise) ** 2).mean())
