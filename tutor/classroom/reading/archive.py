"""A zip archive, read where it is: a member is unpacked in memory, as far as is asked for.

What an archive says about itself is not believed: sizes are counted while reading, and a path
that would lead out of the archive, or a link, is refused.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Self

from tutor.classroom.reading.tree import LARGEST_ARCHIVE, File, Top, UnfitError, is_ignored
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(OSError, ValueError, UnicodeError),
)
"""What reading a damaged, encrypted or hostile archive raises."""
PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Other ways to compress ask for as much memory as the archive likes."""
MEMBER = b"PK\x01\x02"
MOST_MEMBERS = 10_000
"""Of a learner's archive: each takes half a kilobyte before anything is read."""


class Archive:
    """The tree in a zip archive."""

    def __init__(self, archive: zipfile.ZipFile, path: str = "") -> None:
        """path: where the archive lies, if it was handed in itself."""
        self._archive = archive
        self._path = path

    @classmethod
    def named(cls, path: Path) -> Self:
        """The archive that a teacher named; TutorError if it is none."""
        try:
            return cls(zipfile.ZipFile(path))
        except BROKEN as error:
            raise TutorError(
                f"`{path}` is no zip archive: {str(error).lower()}",
                "name a folder, or a zip as it was downloaded",
            ) from None

    @classmethod
    def handed_in(cls, file: File) -> Self:
        """A learner's archive; UnfitError if it is none, or too much."""
        content = file.whole(LARGEST_ARCHIVE)
        if content.count(MEMBER) > MOST_MEMBERS:
            raise UnfitError(f"this archive has more than {MOST_MEMBERS:,} files")
        try:
            return cls(zipfile.ZipFile(io.BytesIO(content)), file.path)
        except BROKEN:
            raise UnfitError("this is no zip archive that can be read") from None

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def tops(self) -> Iterator[Top | Oddity]:
        """What lies directly in it, by name."""
        members = []
        for member in self._archive.infolist():
            if member.is_dir():
                continue
            if what := _refusal(member):
                yield Oddity(self._shown(member), what)
            elif not any(map(is_ignored, member.filename.split("/"))):
                members.append(member)
        yield from self._tops(members, 0)

    def files(self) -> Iterator[File | Oddity]:
        """All that is in it."""
        for top in self.tops():
            yield from [top] if isinstance(top, Oddity) else top.files()

    def _tops(self, members: Sequence[zipfile.ZipInfo], depth: int) -> Iterator[Top | Oddity]:
        groups: dict[str, list[zipfile.ZipInfo]] = {}
        for member in members:
            parts = member.filename.split("/")
            if len(parts) > depth:  # else it is a file that bears the name of a folder
                groups.setdefault(parts[depth], []).append(member)
        for name, group in sorted(groups.items()):
            is_folder = any(one.filename.count("/") > depth for one in group)
            inner = partial(self._tops, group, depth + 1) if is_folder else lambda: ()
            yield Top(name, is_folder, partial(self._files, group), inner)

    def _files(self, members: Sequence[zipfile.ZipInfo]) -> Iterator[File | Oddity]:
        for member in members:
            yield File(self._shown(member), partial(self._read, member))

    def _shown(self, member: zipfile.ZipInfo) -> str:
        return f"{self._path}/{member.filename}" if self._path else member.filename

    def _read(self, member: zipfile.ZipInfo, most: int) -> bytes:
        try:
            with self._archive.open(member) as unpacked:
                return unpacked.read(most)
        except BROKEN:
            raise UnfitError("it cannot be unpacked: the archive is damaged") from None


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a member is not looked at; empty if it is."""
    name = member.filename
    if name.startswith("/") or "\\" in name or ":" in name[:2] or ".." in name.split("/"):
        return "its path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "this is a link, which is not followed"
    if member.flag_bits & 1:
        return "this file is encrypted"
    if member.compress_type not in PLAIN:
        return "it is compressed in a way that is not read"
    return ""
