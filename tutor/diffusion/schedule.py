"""How much signal is left at each step: noise schedules and what follows from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def linear_betas(T: int, start: float = 1e-4, end: float = 0.02) -> Array:
    """DDPM's schedule, shape (T,). Ho et al. 2020, section 4."""
    return np.linspace(start, end, T)


def scaled_linear_betas(T: int) -> Array:
    """DDPM's schedule for other T: the ends times 1000/T, shape (T,). Nichol and Dhariwal 2021.

    Valid for T > 20; at T = 20 the last beta reaches 1.
    """
    return linear_betas(T, 0.1 / T, 20 / T)


def cosine_betas(T: int, s: float = 0.008, largest: float = 0.999) -> Array:
    """Betas of the cosine schedule, clipped, shape (T,). Nichol and Dhariwal 2021, Eq. 17."""
    level = np.cos((np.arange(T + 1) / T + s) / (1 + s) * np.pi / 2) ** 2
    return np.asarray(np.minimum(1 - level[1:] / level[:-1], largest))


def stable_diffusion_betas(T: int, start: float = 0.00085, end: float = 0.012) -> Array:
    """Evenly spaced square roots of beta, shape (T,). Rombach et al. 2022, in their code."""
    return np.asarray(np.linspace(start**0.5, end**0.5, T) ** 2)


def straight_betas(T: int, largest: float = 0.999) -> Array:
    """Betas for which ᾱ falls along the straight line 1 − t/T, the last clipped, shape (T,)."""
    return np.minimum(1 / np.arange(T, 0, -1), largest)


def alpha_bar(betas: Array) -> Array:
    """Share of variance that is still signal after each step, shape (T,). Ho et al. 2020, Eq. 4."""
    return np.asarray(np.cumprod(1 - betas), np.float64)


def previous(alpha_bar: Array) -> Array:
    """ᾱ one step earlier, shape (T,); it is 1 before the first step."""
    return np.concatenate([[1.0], alpha_bar[:-1]])


def signal_to_noise(alpha_bar: Array) -> Array:
    """ᾱ / (1-ᾱ), shape of the input. Kingma et al. 2021."""
    return alpha_bar / (1 - alpha_bar)


def per_sample(values: Array, t: NDArray[np.int64], x: Array) -> Array:
    """values[t] in a shape that multiplies x: (B, 1, ..., 1)."""
    return values[t].reshape(-1, *[1] * (x.ndim - 1))
