"""A folder on the disk. Links are not followed: what they point to was not handed in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tutor.classroom.reading.tree import File, Top, UnfitError, is_ignored
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError

LINK = "this is a link, which is not followed"


class Folder:
    """The tree below a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def close(self) -> None:
        """Nothing is held."""

    def tops(self) -> Iterator[Top | Oddity]:
        """What lies directly in it, by name; TutorError if it cannot be read."""
        try:
            entries = self._entries("")
        except OSError as error:
            raise TutorError(
                f"`{self._root}` cannot be read: {_reason(error)}", "name a folder you may read"
            ) from None
        return self._tops(entries)

    def _tops(self, entries: list[os.DirEntry[str]]) -> Iterator[Top | Oddity]:
        for entry in entries:
            path = self._path(entry)
            if entry.is_symlink():
                yield Oddity(path, LINK)
            elif entry.is_dir(follow_symlinks=False):
                yield Top(
                    entry.name, True, partial(self._below, path), Folder(self._root / path).tops
                )
            else:
                yield Top(entry.name, False, partial(self._alone, entry), lambda: ())

    def _below(self, path: str) -> Iterator[File | Oddity]:
        """All files, without recursion: folders may be nested as deep as the system allows."""
        waiting = [path]
        while waiting:
            here = waiting.pop()
            try:
                entries = self._entries(here)
            except OSError as error:
                yield Oddity(here, f"this folder cannot be read: {_reason(error)}")
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(self._path(entry))
                else:
                    yield from self._alone(entry)

    def _alone(self, entry: os.DirEntry[str]) -> Iterator[File | Oddity]:
        path = self._path(entry)
        if entry.is_symlink():
            yield Oddity(path, LINK)
        elif not entry.is_file(follow_symlinks=False):
            yield Oddity(path, "this is no regular file")
        else:
            yield File(path, partial(_read, Path(entry.path)))

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        with os.scandir(self._root / path) as entries:
            found = (entry for entry in entries if not is_ignored(entry.name))
            return sorted(found, key=lambda entry: entry.name)

    def _path(self, entry: os.DirEntry[str]) -> str:
        return Path(entry.path).relative_to(self._root).as_posix()


def _read(path: Path, most: int) -> bytes:
    """At most so many bytes; what became a link or a pipe since it was listed is refused."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(number, "rb") as file:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise UnfitError("this is no regular file")
            return file.read(most)
    except OSError as error:
        raise UnfitError(f"it cannot be read: {_reason(error)}") from None


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
