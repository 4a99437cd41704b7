"""Handwritten digits of 8x8 pixels: 1,797 scans, the only examples that are not drawn by us.

E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository 1998, doi 10.24432/C50P49, CC BY 4.0. What ships are its test scans, unchanged.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from tutor.diffusion.datasets.dataset import Labels, dataset
from tutor.diffusion.schedule import Array

CLASSES = tuple("0123456789")
HELD_OUT = 500
"""Scans that training never sees, drawn once and for all."""
_ORDER = 1998


@cache
def scans() -> tuple[Array, Labels]:
    """Every scan in -1..1, (1797, 1, 8, 8), and its digit, (1797,), those held out first."""
    with np.load(Path(__file__).with_name("digits.npz")) as file:
        pictures, labels = file["pictures"], file["labels"]
    order = np.random.default_rng(_ORDER).permutation(len(labels))
    return pictures[order, None] / 8.0 - 1, labels[order].astype(np.int64)


def unseen(n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
    """Scans that are held out; the same twice only once all have been drawn."""
    return _some(slice(HELD_OUT), n, generator)


@dataset("digits", (1, 8, 8), CLASSES, fresh=unseen)
def draw(n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
    """Scans to train on, (n, 1, 8, 8), and their digits, (n,); as `unseen` otherwise."""
    return _some(slice(HELD_OUT, None), n, generator)


def _some(part: slice, n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
    pictures, labels = (every[part] for every in scans())
    rounds = -(-n // len(labels))
    chosen = np.concatenate([generator.permutation(len(labels)) for _ in range(rounds)])[:n]
    return pictures[chosen], labels[chosen]
