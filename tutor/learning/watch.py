"""Whether a file was saved: looked at a few times a second, so that no watching library is needed.

A save counts once it has come to rest, and a file is gone only when it stays away: editors write
twice, or put a new file in the place of the old one.
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

GLANCE = 0.1
"""Seconds between two looks; two of them are under what a learner notices."""
PATIENCE = 5
"""Looks without a file after which it is gone."""

Stamp = tuple[int, int, int] | None


def stamp(path: Path) -> Stamp:
    """What changes with every save, an editor's atomic rename included; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Sight(Enum):
    """What a look at a file can tell."""

    SAVED = auto()
    GONE = auto()


class Watch:
    """One file, looked at again and again."""

    def __init__(self, path: Path) -> None:
        """What is there at first counts as saved, unless it is called `seen`."""
        self._path = path
        self._seen: Stamp = None
        self._before: Stamp = None
        self._missed = 0

    def look(self) -> Sight | None:
        """What has become of the file; None if nothing, or nothing that has come to rest."""
        now = stamp(self._path)
        if now is None:
            return self._miss()
        self._missed = 0
        rests, self._before = now == self._before, now
        if not rests or now == self._seen:
            return None
        self._seen = now
        return Sight.SAVED

    def seen(self) -> None:
        """Take the file as it is now for known, also that it is not there."""
        self._seen = self._before = stamp(self._path)
        self._missed = 0 if self._seen else PATIENCE

    @property
    def changed(self) -> bool:
        """Whether the file is another than the one last seen, at rest or not."""
        return stamp(self._path) != self._seen

    def _miss(self) -> Sight | None:
        self._missed += 1
        if self._missed != PATIENCE:
            return None
        self._seen = self._before = None
        return Sight.GONE
