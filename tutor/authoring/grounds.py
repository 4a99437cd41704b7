"""What a finding about a course rests on, as one hash: while that stands, so does the finding."""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tutor.course.course import Course, Exercise, Lesson
from tutor.sandbox import bubblewrap
from tutor.sandbox.package import PACKAGE

APART = {"classroom", "cli", "courses", "handout", "learning", "tui"}
"""Parts of the package that no check of a course loads, and the course that ships in it."""

Part = tuple[str, bytes]
"""A name and what it stands for."""


def of_lesson(lesson: Lesson) -> str:
    """Of what is said about a lesson by itself: as it was read, and as its file is now."""
    return _hash([*_machinery(), ("lesson", repr(lesson).encode()), _file(lesson.path)])


def of_exercise(course: Course, exercise: Exercise) -> str:
    """Of its proof: its files, what lies beside hidden tests, and how code is fenced in here.

    Of the files of other exercises a proof knows nothing.
    """
    worth = (exercise.slug, exercise.points, exercise.seconds)
    claimed = {part for one in course.exercises.values() for part in _parts(one)}
    return _hash(
        [
            *_machinery(),
            ("fence", repr(bubblewrap.wanted()).encode()),
            ("worth", repr(worth).encode()),
            *map(_file, _parts(exercise)),
            *_files(course.root / "solutions", claimed),
            *_files(course.root / "tests" / "exercises", claimed),
        ]
    )


def of_datasets(file: Path) -> str:
    """Of what running a teacher's datasets shows."""
    return _hash([*_machinery(), _file(file)])


def _file(path: Path) -> Part:
    return path.name, path.read_bytes()


def _parts(exercise: Exercise) -> tuple[Path, Path, Path]:
    return exercise.stub, exercise.solution, exercise.hidden_test


@cache
def _machinery() -> tuple[Part, ...]:
    """Our own source, Python, the system, and every library by name and version."""
    ours = (one for one in sorted(PACKAGE.iterdir()) if one.name not in APART)
    libraries = sorted(
        found.name for place in sys.path for found in Path(place).glob("*.dist-info")
    )
    around = [sys.version, platform.platform(), *libraries]
    return (
        ("tutor", _hash(part for one in ours for part in _files(one, set())).encode()),
        ("around", "\n".join(around).encode()),
    )


def _files(below: Path, but: set[Path]) -> Iterator[Part]:
    """Every file there with its content, but for those and for what Python compiles."""
    for path in sorted([below, *below.rglob("*")]):
        if path.is_file() and path not in but and "__pycache__" not in path.parts:
            yield str(path.relative_to(below.parent)), path.read_bytes()


def _hash(parts: Iterable[Part]) -> str:
    """With every length, so that nothing can move from one part into the next."""
    digest = hashlib.sha256()
    for name, content in parts:
        digest.update(f"{len(name)}:{name}{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()
