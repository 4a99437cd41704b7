"""Langevin dynamics: walkers that follow the score, shaken so that they spread as p does."""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array


def langevin_step(x: Array, score: Array, delta: float, noise: Array) -> Array:
    """One unadjusted step, shape of x, (B, *S). Roberts and Tweedie 1996.

    On N(0, 1) it settles at variance 1 / (1 - delta / 2), not at 1.
    """
    return np.asarray(x + delta * score + np.sqrt(2 * delta) * noise)
