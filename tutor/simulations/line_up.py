"""Five ways to solve one equation: samplers on numbers for which the exact end is known."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np

from tutor.diffusion.mixture import Mixture
from tutor.diffusion.samplers import ddim, timesteps
from tutor.diffusion.schedule import Array, alpha_bar, linear_betas
from tutor.diffusion.solvers import (
    Solution,
    dpmpp_2m,
    euler,
    euler_ancestral,
    heun,
    karras_sigmas,
)
from tutor.simulations.functions import Functions, answered

DATA = Mixture(np.array([[-1.2], [0.9]]), 0.35, np.array([0.4, 0.6]))
SAMPLERS = ("euler", "heun", "ddim", "dpm++2m", "ancestral")
_HIGHEST = 80.0
_ROUNDS = 60
"""Halvings of an interval of length 10 until float64 has no more digits."""


def denoise(x: Array, sigma: float) -> Array:
    """The best guess at x_0 for x = x_0 + σ ε, shape (B, 1)."""
    signal = 1 / (1 + sigma**2)
    return np.asarray(x + sigma**2 * np.sqrt(signal) * DATA.score(x * np.sqrt(signal), signal))


def run(
    sampler: str, steps: int, z: Array, functions: Functions, generator: np.random.Generator
) -> Iterator[Solution]:
    """States of a sampler from standard normal z, (B, 1); only ancestral uses the generator."""
    if sampler == "ddim":
        yield from _ddim(steps, z, functions)
        return
    x, sigmas = _HIGHEST * z, karras_sigmas(steps, sigma_max=_HIGHEST)
    solvers: dict[str, Callable[[], Iterator[Solution]]] = {
        "euler": lambda: euler(denoise, x, sigmas, _checked("euler_step", functions)),
        "heun": lambda: heun(denoise, x, sigmas),
        "dpm++2m": lambda: dpmpp_2m(denoise, x, sigmas, _checked("dpmpp_2m_step", functions)),
        "ancestral": lambda: euler_ancestral(denoise, x, sigmas, generator),
    }
    yield from solvers[sampler]()


def exact(z: Array, sampler: str) -> Array:
    """Where the equation takes each start: in one dimension, to the same quantile of the data."""
    sigma = float(_sigmas()[-1]) if sampler == "ddim" else _HIGHEST
    scale = np.sqrt(1 + sigma**2) if sampler == "ddim" else sigma
    wanted = _below(scale * z, sigma)
    low, high = np.full(z.shape, -5.0), np.full(z.shape, 5.0)
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        under = _below(middle, 0.0) < wanted
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return np.asarray((low + high) / 2)


def _ddim(steps: int, z: Array, functions: Functions) -> Iterator[Solution]:
    """On DDPM's linear schedule, in the coordinates of the others."""
    signal = alpha_bar(linear_betas(1000))
    step = _checked("ddim_step", functions)

    def predict(x: Array, i: int) -> Array:
        return DATA.eps(x, float(signal[i]))

    for state in ddim(predict, z, signal, timesteps(1000, steps), step=step):
        sigma = float(_sigmas()[state.index]) if state.index >= 0 else 0.0
        yield Solution(state.x * np.sqrt(1 + sigma**2), sigma, state.calls)


@cache
def _sigmas() -> Array:
    signal = alpha_bar(linear_betas(1000))
    return np.sqrt(1 / signal - 1)


def _checked(slug: str, functions: Functions) -> Callable[..., Array]:
    def step(x: Array, *arguments: object) -> Array:
        return answered(slug, functions[slug](x, *arguments), x.shape)

    return step


_erf = np.vectorize(math.erf, otypes=[float])


def _below(x: Array, sigma: float) -> Array:
    """Share of the data with noise σ that lies below x, shape of x."""
    spread = math.sqrt(2 * (DATA.std**2 + sigma**2))
    shares = (1 + _erf((x[..., None] - DATA.means[:, 0]) / spread)) / 2
    return np.asarray((shares * DATA.weights).sum(-1))
