"""The whole course, for a machine that grades: with solutions and hidden tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tutor.course.course import Course
from tutor.errors import TutorError
from tutor.handout.pack import Part

_FOLDERS = ("lessons", "exercises", "solutions", "tests/exercises")


def whole(course: Course) -> dict[str, Part]:
    """Every file in the folders of a course, but for hidden ones and what Python compiled."""
    return {
        path.relative_to(course.root).as_posix(): Part(path.read_bytes())
        for name in _FOLDERS
        for path in _files(course.root / name)
    }


def asked_for(course: Course, only: list[str]) -> list[str]:
    """The exercises of an assignment: those that are named, else all."""
    if not course.exercises:
        raise TutorError(
            "this course has no exercise to grade", "begin one: `tutor course new --exercise NAME`"
        )
    return only or [*course.exercises]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(one.startswith((".", "__pycache__")) for one in inside):
            yield path
