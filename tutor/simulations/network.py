"""The network that ships with the course, evaluated in NumPy: the screen loads no torch.

`tutor/training/recipe.py` made the file; `tutor/training/denoiser.py` is the same network in torch,
with the reasons for its form. A test holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from tutor.diffusion.schedule import Array

Tensors = dict[str, NDArray[Any]]

_FILE = Path(__file__).parent / "networks" / "two_moons.safetensors"


class Network:
    """Predicts the noise in two moons, as it could at one moment of its training."""

    snapshots: tuple[int, ...]
    """Training steps after which the weights were kept: 0 first, the end last."""
    losses: Array
    """Training steps and the mean loss of the ten before each, shape (K, 2)."""
    alpha_bar: Array
    """The schedule it was trained for, shape (T,)."""

    def __init__(self, snapshot: int = -1) -> None:
        """Take the snapshot of that index; the last is the finished network."""
        tensors, facts = _read()
        self.snapshots = tuple(facts["snapshots"])
        self.losses = tensors["losses"]
        self.alpha_bar = tensors["alpha_bar"]
        self._no_class = facts["classes"]
        self._weights = weights(snapshot)
        # Products with a transposed view wake all cores, which costs ten times the CPU time.
        self._turned = {
            name: np.ascontiguousarray(value.T)
            for name, value in self._weights.items()
            if value.ndim == 2
        }
        self._blocks = sorted({n.rpartition(".")[0] for n in self._weights if "blocks" in n})
        self._levels = self._linear("read_level", tensors["levels"])  # (T, H)

    def eps(self, x: Array, i: int, label: int | None = None) -> Array:
        """The noise in x at index i, shape of x, (B, 2); all are of one class, or none is told.

        The network computes in single precision, as it was trained.
        """
        return self._eps(x, self._read(x), i, label)

    def eps_of_each(self, x: Array, i: int, labels: Sequence[int | None]) -> list[Array]:
        """The same for several classes, with what they share computed once."""
        point = self._read(x)
        return [self._eps(x, point, i, label) for label in labels]

    def _read(self, x: Array) -> NDArray[Any]:
        """What the first layer makes of points, (B, H)."""
        phase = x.astype(np.float32) @ self._weights["waves"]  # (B, W)
        waves = np.concatenate([x.astype(np.float32), np.sin(phase), np.cos(phase)], 1)
        return self._linear("read_point", waves)

    def _eps(self, x: Array, point: NDArray[Any], i: int, label: int | None) -> Array:
        known = self._levels[i] + self._weights["read_label.weight"][self._row(label)]  # (H,)
        h = np.maximum(point + known, 0)  # (B, H)
        for block in self._blocks:
            h = h + np.maximum(self._linear(block, h), 0)  # (B, H)
        learned = self._linear("write", h)  # (B, 2)
        return np.asarray(
            np.sqrt(1 - self.alpha_bar[i]) * x + np.sqrt(self.alpha_bar[i]) * learned, np.float64
        )

    def _row(self, label: int | None) -> int:
        return self._no_class if label is None else label

    def _linear(self, layer: str, h: NDArray[Any]) -> NDArray[Any]:
        return np.asarray(h @ self._turned[f"{layer}.weight"] + self._weights[f"{layer}.bias"])


def weights(snapshot: int = -1) -> Tensors:
    """The weights of one snapshot, named as in torch; all but the last were kept in float16."""
    tensors, facts = _read()
    index = range(len(facts["snapshots"]))[snapshot]
    last = index == len(facts["snapshots"]) - 1
    final = {name.removeprefix("final."): tensors[name] for name in tensors if "final." in name}
    if not last:
        final = {name: tensors[f"snapshots.{name}"][index].astype(np.float32) for name in final}
    return {"waves": tensors["waves"], **final}


@cache
def _read() -> tuple[Tensors, dict[str, Any]]:
    """What the file holds, and what its head says of it."""
    with safe_open(_FILE, "numpy") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118, not a dict
        return tensors, {name: json.loads(fact) for name, fact in file.metadata().items()}
