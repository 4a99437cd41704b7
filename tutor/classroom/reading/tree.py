"""What a folder and an archive have in common: entries on top, and files below each.

Only files that are wanted are ever read, and never more of them than fits; nothing is unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from tutor.classroom.submission import Oddity
from tutor.grading.stub import LONGEST_SOURCE

LARGEST_ARCHIVE = 4 << 20
"""Bytes of an archive that a learner handed in."""
IGNORED = frozenset({"__MACOSX", "__pycache__", "node_modules", "venv", "review"})
"""Folders in which nobody hands anything in; `review` has second versions of a workspace."""


class UnfitError(Exception):
    """A file that is not read; the message says why."""


@dataclass(frozen=True)
class File:
    """A regular file."""

    path: str
    """From the folder or archive that the teacher named, with `/`."""
    read: Callable[[int], bytes]
    """At most so many bytes of it; UnfitError if it cannot be read."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    def whole(self, most: int = LONGEST_SOURCE) -> bytes:
        """All of it; UnfitError if that is more than `most` bytes."""
        content = self.read(most + 1)
        if len(content) > most:
            raise UnfitError(f"it is larger than {most:,} bytes")
        return content


@dataclass(frozen=True)
class Top:
    """An entry that lies directly in the folder or archive."""

    name: str
    is_folder: bool
    files: Callable[[], Iterator[File | Oddity]]
    """All below it, or the one that it is."""
    inner: Callable[[], Iterable[Top | Oddity]]
    """What lies directly in it; nothing for a file."""


class Tree(Protocol):
    """A folder or an archive."""

    def tops(self) -> Iterator[Top | Oddity]:
        """What lies directly in it, by name."""

    def close(self) -> None:
        """Let go of it."""


def is_ignored(name: str) -> bool:
    """Whether nothing of a learner's is in what has this name."""
    return name.startswith(".") or name in IGNORED
