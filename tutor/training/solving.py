"""Other ways from noise to data than the learner's: samplers of `diffusion` around the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from tutor.diffusion import solvers
from tutor.diffusion.samplers import ddpm, timesteps
from tutor.diffusion.schedule import Array, alpha_bar, cosine_betas
from tutor.training.networks import T

Noise = Callable[[Tensor, int], Tensor]
"""From x_t, (N, *S), and the index of its level to the noise in it."""


def ancestral(noise: Noise, start: Tensor, generator: np.random.Generator) -> Iterator[Tensor]:
    """Every level in turn, with fresh noise at each. Ho et al. 2020, Algorithm 2."""

    def predict(x: Array, i: int) -> Array:
        return _array(noise(_tensor(x, start), i))

    for state in ddpm(predict, _array(start), cosine_betas(T), generator):
        yield _tensor(state.x, start)


def heun(noise: Noise, start: Tensor, steps: int) -> Iterator[Tensor]:
    """Of second order, two calls a step. Karras et al. 2022, Algorithm 1."""
    return _solved(solvers.heun, noise, start, steps)


def dpmpp(noise: Noise, start: Tensor, steps: int) -> Iterator[Tensor]:
    """Of second order, one call a step. Lu et al. 2022, Algorithm 2."""
    return _solved(solvers.dpmpp_2m, noise, start, steps)


def _solved(
    solver: Callable[..., Iterator[solvers.Solution]], noise: Noise, start: Tensor, steps: int
) -> Iterator[Tensor]:
    """States x_t of a solver that knows x_t / √ᾱ and σ = √((1−ᾱ)/ᾱ) instead of x_t and ᾱ."""
    signal = alpha_bar(cosine_betas(T))
    indices = timesteps(T - 1, min(steps, T - 1))  # the last σ is 5e3, and no slope holds so far
    sigmas = np.append(np.sqrt((1 - signal) / signal)[indices], 0.0)
    index = dict(zip(sigmas.tolist(), indices, strict=False))

    def denoise(x: Array, sigma: float) -> Array:
        x_t = _tensor(x / np.sqrt(1 + sigma**2), start)
        return np.asarray(x - sigma * _array(noise(x_t, index[sigma])))

    scale = float(np.sqrt(1 + sigmas[0] ** 2))
    for state in solver(denoise, _array(start) * scale, sigmas):
        yield _tensor(state.x / np.sqrt(1 + state.sigma**2), start)


def _array(x: Tensor) -> Array:
    return np.asarray(x.cpu().double().numpy())


def _tensor(x: Array, like: Tensor) -> Tensor:
    return torch.from_numpy(x).to(like)
