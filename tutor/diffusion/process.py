"""From clean to noisy and what a prediction of one quantity says about the others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tutor.diffusion.schedule import Array, per_sample


def q_step(x_prev: Array, t: NDArray[np.int64], noise: Array, betas: Array) -> Array:
    """One step of noise, shape (B, *S). Ho et al. 2020, Eq. 2."""
    beta = per_sample(betas, t, x_prev)
    return np.sqrt(1 - beta) * x_prev + np.sqrt(beta) * noise


def q_sample(x0: Array, t: NDArray[np.int64], noise: Array, alpha_bar: Array) -> Array:
    """Jump from x_0 to x_t, shape (B, *S). Ho et al. 2020, Eq. 4."""
    signal = per_sample(alpha_bar, t, x0)
    return np.sqrt(signal) * x0 + np.sqrt(1 - signal) * noise


def x0_from_eps(x_t: Array, t: NDArray[np.int64], eps: Array, alpha_bar: Array) -> Array:
    """The x_0 that a noise prediction stands for, shape (B, *S). Ho et al. 2020, Eq. 15.

    Divides by the square root of ᾱ: at the noisiest step an error in eps grows 157-fold
    under DDPM's schedule.
    """
    signal = per_sample(alpha_bar, t, x_t)
    return (x_t - np.sqrt(1 - signal) * eps) / np.sqrt(signal)


def eps_from_x0(x_t: Array, t: NDArray[np.int64], x0: Array, alpha_bar: Array) -> Array:
    """The noise that a prediction of x_0 stands for, shape (B, *S); undefined where ᾱ is 1."""
    signal = per_sample(alpha_bar, t, x_t)
    return (x_t - np.sqrt(signal) * x0) / np.sqrt(1 - signal)


def velocity(x0: Array, t: NDArray[np.int64], noise: Array, alpha_bar: Array) -> Array:
    """The v-prediction target, shape (B, *S). Salimans and Ho 2022, section 4."""
    signal = per_sample(alpha_bar, t, x0)
    return np.sqrt(signal) * noise - np.sqrt(1 - signal) * x0


def guided(eps_uncond: Array, eps_cond: Array, scale: float) -> Array:
    """Classifier-free guidance; scale 0 ignores the condition, 1 is plain conditional.

    Ho and Salimans 2022 write w for scale - 1.
    """
    return eps_uncond + scale * (eps_cond - eps_uncond)
