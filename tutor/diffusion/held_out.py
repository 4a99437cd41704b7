"""Questions to a denoiser to which the best possible answers are known.

The data are Gaussian mixtures, the forward process is the true one, and points and noise stay the
same, so that two networks are asked alike. `tutor.training.quality` asks the same of data sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.mixture import Mixture
from tutor.diffusion.process import q_sample
from tutor.diffusion.schedule import Array

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class HeldOut:
    """Noisy points, and how well the noise in them can be told."""

    x_t: Array
    """Shape (N, D)."""
    t: Indices
    """Shape (N,); all levels, as often as each other."""
    label: Indices
    """Shape (N,); what a denoiser is told."""
    noise: Array
    """Shape of x_t; what a denoiser is not told."""
    alpha_bar: Array
    best: float
    """Mean squared error of the exact denoiser, which no other can go below."""

    def score(self, eps: Array) -> float:
        """1 for the exact denoiser, 0 for one that knows no data, below 0 for one that is worse."""
        blank = np.sqrt(1 - self.alpha_bar[self.t])[:, None] * self.x_t
        untrained = error(blank, self.noise)
        return (untrained - error(eps, self.noise)) / (untrained - self.best)


def hold_out(
    x0: Array, label: Indices, clouds: Sequence[Mixture], alpha_bar: Array, seed: int
) -> HeldOut:
    """Ask about x0, (N, D), of which each point is said to come from the cloud of its label."""
    t = np.arange(len(x0)) % len(alpha_bar)
    noise = np.random.default_rng(seed).standard_normal(x0.shape)
    x_t = q_sample(x0, t, noise, alpha_bar)
    exact = np.empty_like(x_t)
    for which, level in np.unique(np.stack([label, t]), axis=1).T:
        here = (label == which) & (t == level)
        exact[here] = clouds[which].eps(x_t[here], alpha_bar[level])
    return HeldOut(x_t, t, label, noise, alpha_bar, error(exact, noise))


def error(predicted: Array, noise: Array) -> float:
    """Mean squared error over all numbers."""
    return float(((predicted - noise) ** 2).mean())
