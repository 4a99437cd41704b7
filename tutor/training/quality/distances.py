"""How far two sets of examples lie apart; every example counts as a point in as many dimensions."""

from __future__ import annotations

import numpy as np

from tutor.diffusion.schedule import Array

DIRECTIONS = 100


def distances(a: Array, b: Array) -> Array:
    """From each of a, (N, *S), to each of b, (M, *S): shape (N, M)."""
    a, b = a.reshape(len(a), -1), b.reshape(len(b), -1)
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)))


def mean_apart(points: Array) -> float:
    """Mean distance of two different ones among points, (N, *S)."""
    n = len(points)
    return float(distances(points, points).sum() / (n * (n - 1)))


def energy(a: Array, b: Array) -> float:
    """Energy distance, unbiased: about 0 for two draws of the same. Székely and Rizzo 2013."""
    return 2 * float(distances(a, b).mean()) - mean_apart(a) - mean_apart(b)


def sliced(a: Array, b: Array, generator: np.random.Generator) -> float:
    """Mean Wasserstein distance along random directions, of equally many. Rabin et al. 2011."""
    a, b = a.reshape(len(a), -1), b.reshape(len(b), -1)
    directions = generator.standard_normal((a.shape[1], DIRECTIONS))
    directions /= np.linalg.norm(directions, axis=0)
    return float(abs(np.sort(a @ directions, axis=0) - np.sort(b @ directions, axis=0)).mean())
