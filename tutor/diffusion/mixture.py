"""Gaussian mixtures, for which the best possible denoiser is known in closed form.

Where a lesson is about mathematics rather than networks, these stand in for one without error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.diffusion.schedule import Array


@dataclass(frozen=True)
class Mixture:
    """Round Gaussians of one width."""

    means: Array
    """Shape (K, D)."""
    std: float
    weights: Array
    """Shape (K,), sums to 1."""

    def draw(self, n: int, generator: np.random.Generator) -> Array:
        """N points, shape (n, D)."""
        chosen = generator.choice(len(self.means), n, p=self.weights)
        return self.means[chosen] + self.std * generator.standard_normal((n, self.means.shape[1]))

    def score(self, x: Array, alpha_bar: float) -> Array:
        """Gradient of the log density of the noised mixture, shape of x, (B, D)."""
        variance = alpha_bar * self.std**2 + 1 - alpha_bar
        offsets = np.sqrt(alpha_bar) * self.means[None] - x[:, None]  # (B, K, D)
        log_weights = np.log(self.weights) - (offsets**2).sum(-1) / (2 * variance)  # (B, K)
        share = np.exp(log_weights - log_weights.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        return np.asarray((share[..., None] * offsets).sum(1) / variance)

    def eps(self, x: Array, alpha_bar: float) -> Array:
        """The best noise prediction, E[ε | x_t], shape of x, (B, D)."""
        return np.asarray(-np.sqrt(1 - alpha_bar) * self.score(x, alpha_bar))

    def log_density(self, x: Array, alpha_bar: float = 1.0) -> Array:
        """Log density of the noised mixture, shape (B,)."""
        variance = alpha_bar * self.std**2 + 1 - alpha_bar
        squares = ((np.sqrt(alpha_bar) * self.means[None] - x[:, None]) ** 2).sum(-1)
        logs = np.log(self.weights) - squares / (2 * variance)  # (B, K)
        top = logs.max(1)
        sums = np.log(np.exp(logs - top[:, None]).sum(1)) + top
        return np.asarray(sums - x.shape[1] / 2 * np.log(2 * np.pi * variance))
