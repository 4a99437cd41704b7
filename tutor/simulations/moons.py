"""The two moons that the network was trained on: points to compare with, and the exact noise."""

from __future__ import annotations

from functools import cache

import numpy as np

from tutor.diffusion.datasets import Labels, draw, mixture
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import Array

NAME = "two-moons"
_SPOTS = 48
"""Gaussians along each moon: a gap is a little smaller than they are wide."""


@cache
def drawn(n: int = 600) -> tuple[Array, Labels]:
    """Points, shape (n, 2), and which moon each is of, shape (n,)."""
    return draw(NAME, n, np.random.default_rng(0))


@cache
def exact() -> Mixture:
    """The moons as a mixture, the upper one first."""
    return mixture(NAME, 2 * _SPOTS)


def nearest(x: Array) -> Labels:
    """Which moon each point of x, (B, 2), lies next to, shape (B,)."""
    return np.asarray(_distances(x).argmin(1) // _SPOTS)


def astray(x: Array) -> float:
    """Share of points x, (B, 2), farther from both moons than 99 % of the data are."""
    return float((_distances(x).min(1) > 3 * exact().std).mean())


def _distances(x: Array) -> Array:
    """From each point to each Gaussian, shape (B, K)."""
    across, up = exact().means.T
    return np.asarray(np.hypot(x[:, :1] - across, x[:, 1:] - up))
