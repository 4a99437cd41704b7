"""A course as it was last read, kept for the next start.

It is only ever a shortcut: when anything that a reading rests on has changed, or the file is
missing, damaged or somebody else's, the course is read again, with all its checks.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

from tutor.course.caches import put
from tutor.course.course import Course

_OURS = Path(__file__).resolve().parents[1]


def kept_course(root: Path, folder: Path) -> Course:
    """What `read_course` would say of the course in `root`.

    folder: of the user, where the course is kept. CourseError with all faults, if it has any.
    """
    root, file = root.resolve(), folder / "course.pickle"
    ground = _ground(root)
    if (kept := _read(file, ground)) is not None:
        return kept
    from tutor.course.reader import read_course  # which takes YAML along

    course = read_course(root)
    if course.handed_out:
        return course  # what was sealed would lie open in the file
    content = pickle.dumps(course)
    if _ground(root) == ground:  # nobody saved meanwhile
        put(file, _seal(ground, content) + content)
    return course


def _read(file: Path, ground: bytes) -> Course | None:
    """None unless we wrote it, whole, on the same ground; what others wrote is never unpickled."""
    try:
        with file.open("rb") as opened:
            ours = os.fstat(opened.fileno()).st_uid == os.geteuid()
            written = opened.read() if ours else b""
    except OSError:
        return None
    size = len(_seal(b"", b""))
    seal, content = written[:size], written[size:]
    if seal != _seal(ground, content):
        return None
    course: Course = pickle.loads(content)  # noqa: S301 sealed, and in the user's own folder
    return course


def _seal(ground: bytes, content: bytes) -> bytes:
    """Another one where either is another."""
    return hashlib.sha256(ground + content).digest()


def _ground(root: Path) -> bytes:
    """What a reading rests on: the texts, which files there are, Python, and our own source."""
    folders = [root / part for part in ("lessons", "exercises", "solutions", "tests/exercises")]
    ours = [_OURS / part for part in ("course", "course/reading", "typeset")]
    marks = [_mark(path) for folder in folders + ours for path in _inside(folder)]
    return repr((sys.version, marks)).encode("utf-8", "surrogateescape")


def _inside(folder: Path) -> Iterator[Path]:
    """The folder itself, which changes with the names in it, and what lies in it."""
    if folder.is_dir():
        yield folder
        yield from sorted(path for path in folder.iterdir() if path.name != "__pycache__")


def _mark(path: Path) -> tuple[str, int, int, int]:
    """Another after every save, also one that sets the time of the file back."""
    seen = path.stat()
    return str(path), seen.st_ctime_ns, seen.st_size, seen.st_ino
