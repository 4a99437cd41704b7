"""A pack is files by name; it becomes a zip or a folder, of the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tutor.errors import TutorError

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say."""


class Part(NamedTuple):
    """One file of a pack."""

    content: bytes
    executable: bool = False

    @property
    def mode(self) -> int:
        """Its permissions."""
        return 0o755 if self.executable else 0o644


Pack = Mapping[str, Part]
"""By path inside the pack, with `/`."""


def text(content: str, *, executable: bool = False) -> Part:
    """A part that is text."""
    return Part(content.encode(), executable)


def placed(pack: Pack, folder: str) -> dict[str, Part]:
    """The same in a folder of a larger pack."""
    return {f"{folder}/{name}": part for name, part in pack.items()}


def free(to: Path) -> None:
    """TutorError if something is there already."""
    if to.exists() or to.is_symlink():
        raise TutorError(f"`{to}` is there already", "remove it, or name another with `--to PATH`")


def write(pack: Pack, to: Path) -> None:
    """A zip if it is called so, else a folder; never over what is there."""
    free(to)
    try:
        if to.suffix == ".zip":
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(zipped(pack))
        else:
            _write_folder(pack, to)
    except OSError as error:
        raise TutorError(
            f"`{to}` cannot be written: {(error.strerror or str(error)).lower()}",
            "make room, or name another place with `--to PATH`",
        ) from None


def zipped(pack: Pack) -> bytes:
    """The bytes of a zip, without the time of day."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, part in sorted(pack.items()):
            entry = ZipInfo(name, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that permissions count
            entry.external_attr = (0o100000 | part.mode) << 16
            archive.writestr(entry, part.content)
    return buffer.getvalue()


def _write_folder(pack: Pack, to: Path) -> None:
    for name, part in sorted(pack.items()):
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.content)
        path.chmod(part.mode)
