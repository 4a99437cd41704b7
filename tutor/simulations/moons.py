"""The two moons that the network was trained on: points to compare with, and the exact noise."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.datasets import draw
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import Array

NAME = "two-moons"
_BLUR = 0.08
"""How far `datasets.two_moons` spreads its points around the half circles."""
_SPOTS = 48
"""Spots along each moon: a gap is half as wide again as the blur, and no hump is left."""


@cache
def drawn(n: int = 600) -> tuple[Array, NDArray[np.int64]]:
    """Points, shape (n, 2), and which moon each is of, shape (n,)."""
    return draw(NAME, n, np.random.default_rng(0))


@cache
def exact() -> Mixture:
    """The moons as a row of Gaussians, for which the best noise prediction is a formula."""
    angle = (np.arange(_SPOTS) + 0.5) / _SPOTS * np.pi
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], 1)
    spread = np.sqrt([0.75, 0.5 - 1 / np.pi + 1 / 16])  # of a uniform point of `upper`
    means = np.sqrt(1 - _BLUR**2) * np.concatenate([upper, -upper]) / spread
    return Mixture(means, _BLUR, np.full(2 * _SPOTS, 0.5 / _SPOTS))


def nearest(x: Array) -> NDArray[np.int64]:
    """Which moon each point of x, (B, 2), lies next to, shape (B,)."""
    return np.asarray(_distances(x).argmin(1) // _SPOTS)


def astray(x: Array) -> float:
    """Share of points x, (B, 2), farther from both moons than 99 % of the data are."""
    return float((_distances(x).min(1) > 3 * _BLUR).mean())


def _distances(x: Array) -> Array:
    """From each point to each spot, shape (B, K)."""
    return np.asarray(np.linalg.norm(x[:, None] - exact().means[None], axis=-1))
