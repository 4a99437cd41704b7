"""Whether a file was saved: asked a few times a second, so that no watching library is needed."""

from __future__ import annotations

from pathlib import Path

GLANCE = 0.3
"""Seconds between two looks; under what a learner notices."""

Stamp = tuple[int, int, int] | None


def stamp(path: Path) -> Stamp:
    """What changes with every save, an editor's atomic rename included; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
