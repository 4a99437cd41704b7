"""The variational bound, term by term, for one number x_0 from a Gaussian: in closed form, in nats.

Data are N(mean, std²), and the reverse chain has the best possible ε̂ and a fixed variance. So it
is linear and Gaussian, and also the density it gives to x_0 is known. Arrays have shape (T,).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.diffusion.schedule import Array, alpha_bar, previous


def normal_kl(mean1: Array, log_var1: Array, mean2: Array, log_var2: Array) -> Array:
    """KL between Gaussians, in nats, elementwise."""
    squares = np.exp(log_var1 - log_var2) + (mean1 - mean2) ** 2 * np.exp(-log_var2)
    return np.asarray((log_var2 - log_var1 - 1 + squares) / 2)


def posterior_variance(betas: Array) -> Array:
    """β̃, 0 at the first step. Ho et al. 2020, Eq. 7."""
    signal = alpha_bar(betas)
    return np.asarray((1 - previous(signal)) / (1 - signal) * betas)


def clipped_variance(betas: Array) -> Array:
    """β̃ with the first entry, 0, replaced by the second: as in the code of Ho et al. 2020."""
    variance = posterior_variance(betas)
    return np.append(variance[1], variance[1:])


@dataclass(frozen=True)
class Chain:
    """The reverse chain of Gaussian data: x_{t−1} = slope·x_t + offset + √variance·z."""

    slope: Array
    offset: Array
    variance: Array

    def moments(self) -> tuple[Array, Array]:
        """Mean and variance of x_t for t = 0..T, when x_T is N(0, 1), shape (T + 1,) each."""
        mean, variance = [0.0], [1.0]
        for i in reversed(range(len(self.slope))):
            mean.append(self.slope[i] * mean[-1] + self.offset[i])
            variance.append(self.slope[i] ** 2 * variance[-1] + self.variance[i])
        return np.array(mean[::-1]), np.array(variance[::-1])


def gaussian_eps(betas: Array, mean: float, std: float) -> tuple[Array, Array]:
    """The best prediction of the noise in x_t is factor·x_t + constant."""
    signal = alpha_bar(betas)
    factor = np.sqrt(1 - signal) / (signal * std**2 + 1 - signal)
    return factor, -factor * np.sqrt(signal) * mean


def gaussian_chain(betas: Array, mean: float, std: float, variance: Array) -> Chain:
    """Ancestral sampling with the best ε̂ and that variance. Ho et al. 2020, Eq. 11."""
    factor, constant = gaussian_eps(betas, mean, std)
    pull, root = betas / np.sqrt(1 - alpha_bar(betas)), np.sqrt(1 - betas)
    return Chain((1 - pull * factor) / root, -pull * constant / root, variance)


def noise_error(x0: float, betas: Array, mean: float, std: float) -> Array:
    """Expected square of ε − ε̂ at each step: what L_simple adds up."""
    factor, constant = gaussian_eps(betas, mean, std)
    signal = alpha_bar(betas)
    off = factor * np.sqrt(signal) * x0 + constant
    return np.asarray((1 - factor * np.sqrt(1 - signal)) ** 2 + off**2)


def weights(betas: Array, variance: Array) -> Array:
    """What the bound multiplies that square with. Ho et al. 2020, Eq. 12."""
    return betas**2 / (2 * variance * (1 - betas) * (1 - alpha_bar(betas)))


@dataclass(frozen=True)
class Bound:
    """Its terms for one x_0."""

    reconstruction: float
    """L_0; below 0 where a density is above 1."""
    steps: Array
    """L_{t−1} for t = 2..T, shape (T − 1,)."""
    prior: float
    """L_T."""

    @property
    def terms(self) -> Array:
        """L_0, L_1, …, L_T, shape (T + 1,)."""
        return np.array([self.reconstruction, *self.steps, self.prior])


def bound(x0: float, betas: Array, mean: float, std: float, variance: Array) -> Bound:
    """All terms of −log p(x_0) ≤ L_0 + Σ L_{t−1} + L_T. Ho et al. 2020, Eq. 5.

    variance: of the reverse chain, above 0 everywhere.
    """
    signal = alpha_bar(betas)
    weighted = weights(betas, variance) * noise_error(x0, betas, mean, std)
    # At t = 1 the posterior is the point x_0, whose offset from the mean has the same expectation.
    reconstruction = np.log(2 * np.pi * variance[0]) / 2 + weighted[0]
    none, logs = np.zeros(len(betas) - 1), np.log(posterior_variance(betas)[1:])
    mismatch = normal_kl(none, logs, none, np.log(variance[1:]))
    last = np.sqrt(signal[-1]) * x0, np.log(1 - signal[-1])
    prior = normal_kl(np.array(last[0]), np.array(last[1]), np.zeros(()), np.zeros(()))
    return Bound(float(reconstruction), mismatch + weighted[1:], float(prior))


def surprise(x0: float, mean: float, variance: float) -> float:
    """−log of the density of N(mean, variance) at x_0."""
    return float(np.log(2 * np.pi * variance) / 2 + (x0 - mean) ** 2 / (2 * variance))
