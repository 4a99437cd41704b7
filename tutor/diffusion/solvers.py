"""Sampling as a differential equation in sigma: dx/dσ = (x − D(x, σ)) / σ, from noise to 0.

x is unscaled here, x_t / √ᾱ; `denoise(x, sigma)` is D, the best guess at x_0, shape (B, *S).
Each solver is a generator of states, like those in `samplers`. Karras et al. 2022, Algorithm 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tutor.diffusion.schedule import Array

Denoise = Callable[[Array, float], Array]


@dataclass(frozen=True)
class Solution:
    """Where a solver stands."""

    x: Array
    """Shape (B, *S)."""
    sigma: float
    calls: int
    """How often the denoiser has been asked."""


def karras_sigmas(
    n: int, sigma_min: float = 0.002, sigma_max: float = 80.0, rho: float = 7.0
) -> Array:
    """Noise levels, n descending ones and a final 0, shape (n + 1,). Karras et al. 2022, Eq. 5."""
    high, low = sigma_max ** (1 / rho), sigma_min ** (1 / rho)
    return np.append((high + np.linspace(0, 1, n) * (low - high)) ** rho, 0.0)


def euler_step(x: Array, denoised: Array, sigma: float, sigma_next: float) -> Array:
    """Along the slope at sigma, shape of x. Karras et al. 2022, Algorithm 1, line 5."""
    return x + (sigma_next - sigma) * (x - denoised) / sigma


def heun_step(x: Array, denoise: Denoise, sigma: float, sigma_next: float) -> Array:
    """Along the mean of the slopes at both ends; Euler's step to 0. Algorithm 1, lines 4 to 8."""
    slope = (x - denoise(x, sigma)) / sigma
    there = x + (sigma_next - sigma) * slope
    if sigma_next == 0:
        return there
    slope_there = (there - denoise(there, sigma_next)) / sigma_next
    return x + (sigma_next - sigma) * (slope + slope_there) / 2


def dpmpp_2m_step(
    x: Array,
    denoised: Array,
    old_denoised: Array | None,
    sigma_prev: float | None,
    sigma: float,
    sigma_next: float,
) -> Array:
    """DPM-Solver++(2M), shape of x; first order at the start and to 0. Lu et al. 2022, Alg. 2."""
    if sigma_next == 0:
        return denoised
    h = np.log(sigma / sigma_next)
    if old_denoised is not None and sigma_prev is not None:
        ratio = np.log(sigma_prev / sigma) / h
        denoised = denoised + (denoised - old_denoised) / (2 * ratio)
    return np.asarray(sigma_next / sigma * x - np.expm1(-h) * denoised)


def ancestral_sigmas(sigma: float, sigma_next: float, eta: float = 1.0) -> tuple[float, float]:
    """How far to go down, and how much fresh noise leads back up to sigma_next."""
    fresh = eta * np.sqrt(sigma_next**2 * (sigma**2 - sigma_next**2) / sigma**2)
    up = min(sigma_next, float(fresh))
    return float(np.sqrt(sigma_next**2 - up**2)), up


def euler(
    denoise: Denoise, x: Array, sigmas: Array, step: Callable[..., Array] = euler_step
) -> Iterator[Solution]:
    """Of first order: half the step, half the error. step is called as `euler_step`."""
    yield Solution(x, float(sigmas[0]), 0)
    for call, (here, there) in enumerate(pairwise(sigmas.tolist()), 1):
        x = step(x, denoise(x, here), here, there)
        yield Solution(x, there, call)


def heun(denoise: Denoise, x: Array, sigmas: Array) -> Iterator[Solution]:
    """Of second order, for two calls a step but the last."""
    yield Solution(x, float(sigmas[0]), 0)
    for nth, (here, there) in enumerate(pairwise(sigmas.tolist()), 1):
        x = heun_step(x, denoise, here, there)
        yield Solution(x, there, 2 * nth - (there == 0))


def dpmpp_2m(
    denoise: Denoise, x: Array, sigmas: Array, step: Callable[..., Array] = dpmpp_2m_step
) -> Iterator[Solution]:
    """Of second order for one call a step, as it remembers the last. Called as `dpmpp_2m_step`."""
    old, before = None, None
    yield Solution(x, float(sigmas[0]), 0)
    for call, (here, there) in enumerate(pairwise(sigmas.tolist()), 1):
        denoised = denoise(x, here)
        x = step(x, denoised, old, before, here, there)
        old, before = denoised, here
        yield Solution(x, there, call)


def euler_ancestral(
    denoise: Denoise, x: Array, sigmas: Array, generator: np.random.Generator
) -> Iterator[Solution]:
    """Euler's steps, too far down, and fresh noise after each."""
    yield Solution(x, float(sigmas[0]), 0)
    for call, (here, there) in enumerate(pairwise(sigmas.tolist()), 1):
        down, up = ancestral_sigmas(here, there)
        x = euler_step(x, denoise(x, here), here, down) + up * generator.standard_normal(x.shape)
        yield Solution(x, there, call)
