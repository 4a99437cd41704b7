"""Clouds of points in the plane: round Gaussians of one width along a path.

Every coordinate has mean 0 and variance 1, so that a variance-preserving process preserves it.
The path is one function under `@cloud`: so the best possible denoiser of each cloud is known, and
no network can be praised beyond it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tutor.diffusion.datasets.dataset import Labels, dataset
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import Array

Path = Callable[[Array], tuple[Array, Labels]]
"""From shares of the way, (n,) in 0..1, to places, (n, 2), and the class of each, 0, 1, …, (n,)."""


@dataclass(frozen=True)
class _Cloud:
    path: Path
    width: float

    def draw(self, n: int, generator: np.random.Generator) -> tuple[Array, Labels]:
        places, labels = self.path(generator.uniform(0, 1, n))
        blur = self.width * generator.standard_normal(places.shape)
        return _shrunk(places, self.width) + blur, labels


_clouds: dict[str, _Cloud] = {}


def cloud(name: str, width: float, classes: tuple[str, ...] = ()) -> Callable[[Path], Path]:
    """Make a cloud known: a standardised path that is blurred to that width."""

    def register(path: Path) -> Path:
        drawn = _Cloud(path, width)
        dataset(name, (2,), classes, written=path)(drawn.draw)
        _clouds[name] = drawn
        return path

    return register


def is_cloud(name: str) -> bool:
    """Whether that dataset is a cloud, of which the exact noise is known."""
    return name in _clouds


def mixture(name: str, n: int, label: int | None = None) -> Mixture:
    """The cloud, or one class of it, as n equal Gaussians evenly along its path.

    All but exact once they lie closer together than they are wide: from n = 500 for all of ours.
    """
    cloud = _clouds[name]
    places, labels = cloud.path((np.arange(n) + 0.5) / n)
    means = _shrunk(places if label is None else places[labels == label], cloud.width)
    return Mixture(means, cloud.width, np.full(len(means), 1 / len(means)))


def _shrunk(places: Array, width: float) -> Array:
    """Places drawn together, so that their variance and that of the blur add up to 1."""
    return float(np.sqrt(1 - width**2)) * places


@cloud("two-moons", width=0.08, classes=("upper", "lower"))
def two_moons(way: Array) -> tuple[Array, Labels]:
    """Two interlocking half circles: class 0 is the upper one, class 1 the lower."""
    lower, angle = _pick(way, 2), np.pi * (2 * way % 1)
    upper = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], 1)
    variance_y = 0.5 - 1 / np.pi + 1 / 16  # E[(sin θ − ¼)²], where E[sin θ] = 2/π
    moons = np.where(lower[:, None] == 1, -upper, upper) / np.sqrt([0.75, variance_y])
    return moons, lower


@cloud("swiss-roll", width=0.04)
def swiss_roll(way: Array) -> tuple[Array, Labels]:
    """One and a half turns of a spiral; one class."""
    angle = np.linspace(1.5 * np.pi, 4.5 * np.pi, 400)
    spiral = np.stack([angle * np.cos(angle), angle * np.sin(angle)], 1)
    return evenly_along(spiral, way), _pick(way, 1)


_POINTS_OF_THE_COMPASS = (
    *("east", "north-east", "north", "north-west"),
    *("west", "south-west", "south", "south-east"),
)


@cloud("eight-gaussians", width=0.1, classes=_POINTS_OF_THE_COMPASS)
def eight_gaussians(way: Array) -> tuple[Array, Labels]:
    """Eight round spots on a ring, one class each."""
    spot = _pick(way, 8)
    angle = spot * np.pi / 4
    return np.sqrt(2) * np.stack([np.cos(angle), np.sin(angle)], 1), spot


@cloud("two-clusters", width=0.3, classes=("lower left", "upper right"))
def two_clusters(way: Array) -> tuple[Array, Labels]:
    """Two round spots, lower left and upper right, one class each."""
    side = _pick(way, 2)
    return np.stack([2.0 * side - 1] * 2, 1), side


@cloud("dinosaur", width=0.03)
def dinosaur(way: Array) -> tuple[Array, Labels]:
    """The outline of a dinosaur; one class."""
    return evenly_along(rounded(np.array(_DINOSAUR) / 100), way), _pick(way, 1)


def _pick(way: Array, classes: int) -> Labels:
    """The class for each share of the way, when all are equally frequent."""
    return np.minimum((way * classes).astype(np.int64), classes - 1)


def evenly_along(corners: Array, way: Array) -> Array:
    """Places at those shares of the length of the line through corners, standardised, (n, 2)."""
    for _ in range(8):  # stretching an axis makes its stretches of line longer: settle
        middles, lengths = (corners[1:] + corners[:-1]) / 2, _lengths(corners)
        centre = np.average(middles, 0, lengths)
        corners = (corners - centre) / np.sqrt(np.average((middles - centre) ** 2, 0, lengths))
    reached = np.cumsum([0, *_lengths(corners)])
    return np.stack([np.interp(way * reached[-1], reached, axis) for axis in corners.T], 1)


def _lengths(corners: Array) -> Array:
    return np.asarray(np.linalg.norm(np.diff(corners, axis=0), axis=1))


def rounded(corners: Array, pieces: int = 12) -> Array:
    """A smooth closed line through corners (K, 2), (K * pieces + 1, 2). Catmull and Rom 1974."""
    before, here, after, beyond = (np.roll(corners, k, 0)[:, None] for k in (1, 0, -1, -2))
    u = np.linspace(0, 1, pieces, endpoint=False)[None, :, None]  # (1, pieces, 1)
    slope = after - before
    bend = 2 * before - 5 * here + 4 * after - beyond
    twist = 3 * here - before - 3 * after + beyond
    curve = (here + (slope * u + bend * u**2 + twist * u**3) / 2).reshape(-1, 2)
    return np.concatenate([curve, curve[:1]])


# Tail, back, neck, head, breast, two legs with the belly between them, and back to the tail.
_DINOSAUR = (
    *((-235, 5), (-175, 2), (-120, 35), (-60, 75), (5, 72), (50, 62)),
    *((85, 105), (110, 160), (145, 188), (185, 178), (210, 150), (175, 138), (150, 132)),
    *((135, 90), (110, 30), (85, -15), (78, -70), (80, -125), (45, -127), (38, -70)),
    *((20, -42), (-20, -45), (-42, -70), (-45, -127), (-82, -125), (-85, -60)),
    *((-115, -25), (-170, -18)),
)
