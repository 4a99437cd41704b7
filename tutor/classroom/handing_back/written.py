"""Files that are whole or not there: a full disk leaves the one of the last time."""

from __future__ import annotations

from pathlib import Path

from tutor.errors import TutorError


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it; TutorError if that cannot be done."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_text(text, encoding="utf-8", newline="")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise TutorError(
            f"`{path}` cannot be written: {(error.strerror or str(error)).lower()}",
            "make room, or choose another folder with `--to DIR`",
        ) from None
