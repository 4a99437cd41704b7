"""A trained model as a file: weights and what is needed to use them, in safetensors.

Numbers and text only; reading one never runs anything. No torch, so that the process with the
screen can write it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from tutor.errors import WorkspaceError

Weights = dict[str, NDArray[Any]]

FORMAT = 2
_ANEW = "train it anew: `tutor train`"
NEEDED = {"format", "T", "classes", "example", "data", "trained"}
"""Facts without which a model cannot be used."""


@dataclass(frozen=True)
class Checkpoint:
    """A model that `tutor train` made."""

    weights: Weights
    """By name, as the network's state."""
    about: dict[str, Any]
    """Which data, schedule and shape, how many steps, and how good it became."""


def reserve(path: Path, size: int) -> None:
    """Claim room for the file before anything is spent on it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _part(path).write_bytes(bytes(size))
    except OSError as error:
        with suppress(OSError):  # what did go in would keep the little room there is
            discard(path)
        raise _unwritable(path, error) from error


def write(path: Path, checkpoint: Checkpoint) -> None:
    """Put the file in its place whole; what was there before stays until then."""
    head = {"format": FORMAT, **checkpoint.about}
    content = save(checkpoint.weights, {name: json.dumps(fact) for name, fact in head.items()})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _part(path).open("r+b" if _part(path).exists() else "wb") as file:
            file.write(content)
            file.truncate()
            os.fsync(file.fileno())
        _part(path).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def discard(path: Path) -> None:
    """Give back the room claimed for a file that is not to be written."""
    _part(path).unlink(missing_ok=True)


def read(path: Path) -> Checkpoint:
    """The model in that file."""
    if not path.exists():
        raise WorkspaceError(f"{path}: there is no trained model yet", "train one: `tutor train`")
    try:
        with safe_open(path, "numpy") as file:
            weights = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118, no dict
            about = {name: json.loads(fact) for name, fact in (file.metadata() or {}).items()}
    except (SafetensorError, OSError, ValueError) as error:
        raise _unreadable(path) from error
    if about.get("format", FORMAT) != FORMAT:
        raise WorkspaceError(f"{path}: this model was kept by another version of the tutor", _ANEW)
    if not about.keys() >= NEEDED or not all(np.isfinite(w).all() for w in weights.values()):
        raise _unreadable(path)
    del about["format"]
    return Checkpoint(weights, about)


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _unwritable(path: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: the model cannot be kept here: {(error.strerror or str(error)).lower()}",
        "make room there or give yourself permission, then train again",
    )


def _unreadable(path: Path) -> WorkspaceError:
    return WorkspaceError(f"{path}: this is no model of `tutor train`", _ANEW)
