"""`bibliography.yaml`: the works that the lessons cite, each declared once."""

from __future__ import annotations

from pathlib import Path

from tutor.course.citations import Work
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


def _read(identity: str, keys: Section) -> Work:
    keys.only("authors", "year", "title", "at")
    authors = tuple(str(field.value) for field in keys.texts("authors", required=True))
    year = int(keys.number("year", required=True))
    title, at = keys.text("title", required=True), keys.text("at", required=True)
    return Work(identity, authors, year, title, at, keys.line)
