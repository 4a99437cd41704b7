"""`bibliography.yaml`: the works that the lessons cite, each declared once."""

from __future__ import annotations

from pathlib import Path

from tutor.course.citations import Work, cited
from tutor.course.course import Lesson
from tutor.course.reading.faults import Report
from tutor.course.reading.fields import Section, read_section
from tutor.course.reading.files import read_lines

NAME = "bibliography.yaml"


def read_bibliography(folder: Path, report: Report) -> tuple[Work, ...]:
    """The works in the order of the file; none where a course has no such file, or cannot read it.

    folder: that of the lessons.
    """
    if not (folder / NAME).exists():
        return ()
    lines = read_lines(folder / NAME, report)
    declared = lines and read_section("the file", "\n".join(lines), 1, report)
    if not declared:
        return ()
    sections = ((identity, declared.section(identity)) for identity in declared.fields)
    return tuple(_read(identity, keys) for identity, keys in sections if keys)


def works_of(lesson: Lesson) -> list[Work]:
    """What a lesson cites; what is wrong with the files is for the check to say."""
    works = read_bibliography(lesson.path.parent, _unheard)
    lines = read_lines(lesson.path, _unheard) if works else None
    return cited(lines, works) if lines else []


def _unheard(line: int, what: str, hint: str, *, warning: bool = False) -> None:
    """Take a fault and tell nobody."""


def _read(identity: str, keys: Section) -> Work:
    keys.only("authors", "year", "title", "at")
    authors = tuple(str(field.value) for field in keys.texts("authors", required=True))
    year = int(keys.number("year", required=True))
    title, at = keys.text("title", required=True), keys.text("at", required=True)
    return Work(identity, authors, year, title, at, keys.line)
