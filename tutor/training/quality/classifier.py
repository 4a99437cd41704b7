"""Whether what was drawn is what was asked for: a fixed classifier, in closed form, without a seed.

Kernel ridge regression on one-hot classes (Saunders et al. 1998). It knows the classes of 99 % of
fresh digits and shapes, and of all points of the clouds.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from tutor.diffusion.datasets import Labels, find
from tutor.diffusion.schedule import Array
from tutor.training.quality.distances import distances

EXAMPLES, SEED = 2000, 0
WIDTH = 0.4
"""Of the kernel, as a share of the mean squared distance."""
RIDGE = 0.01


class Classifier:
    """Knows the classes of one dataset."""

    def __init__(self, data: str) -> None:
        dataset = find(data)
        self._known, labels = dataset.draw(EXAMPLES, np.random.default_rng(SEED))
        squares = distances(self._known, self._known) ** 2
        self._scale = WIDTH * float(squares.mean())
        kernel = np.exp(-squares / self._scale) + RIDGE * np.eye(EXAMPLES)
        self._weights = np.linalg.solve(kernel, np.eye(len(dataset.classes))[labels])

    def __call__(self, x: Array) -> Labels:
        """The class of each of x, (N, *S): shape (N,)."""
        kernel = np.exp(-(distances(x, self._known) ** 2) / self._scale)
        return np.asarray((kernel @ self._weights).argmax(1))


@cache
def classifier(data: str) -> Classifier:
    """The classifier of that dataset; it takes half a second to make."""
    return Classifier(data)
