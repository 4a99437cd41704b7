"""What a learner is told, as values; how it looks is for `markdown` and `page`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from tutor.classroom.book import Book
from tutor.classroom.gradebook import MARKED, MISSING, UNGRADED, Entry, Row
from tutor.classroom.handing_back.spreadsheet import number
from tutor.course.course import Course
from tutor.grading.phrases import clean
from tutor.learning.places import called, linked

OUTCOMES = {
    "passed": "passed",
    "failed": "not right yet",
    "not_started": "not begun: this is the stub",
    MISSING: "nothing that could be graded was handed in",
    UNGRADED: "no mark yet, through no fault of yours",
    MARKED: "marked by your teacher",
}
VERDICT = """
SELECT grade.verdict FROM grade JOIN exercise ON exercise.bundle = grade.bundle
WHERE exercise.slug = ? AND grade.source = ?
"""


@dataclass(frozen=True)
class Told:
    """What is said of one exercise."""

    exercise: str
    outcome: str
    points: str
    """As `7.5 of 10 points`; empty where there is no mark."""
    because: str
    """The teacher's reason for a mark of their own."""
    checks: tuple[tuple[bool, str], ...]
    """Whether each passed, and what it looks at."""
    failure: str
    """Why the first one failed."""
    mistakes: tuple[str, ...]
    """What was probably thought wrong, and where that is taught."""
    code: str
    """What was handed in; empty if that is no text."""
    printed: str
    """What it printed."""


@dataclass(frozen=True)
class Feedback:
    """All that one learner is told."""

    name: str
    points: str
    exercises: tuple[Told, ...]


def feedback(row: Row, book: Book, course: Course) -> Feedback:
    """What the book says to a learner."""
    out_of = sum(entry.out_of for entry in row.entries)
    told = tuple(map(partial(_told, book=book, course=course), row.entries))
    return Feedback(row.learner.name, _points(row.points, out_of), told)


def _told(entry: Entry, book: Book, course: Course) -> Told:
    verdict, code = _looked_up(entry, book)
    checks = verdict.get("checks", [])
    failed = [one for one in checks if one["status"] != "passed"]
    return Told(
        entry.exercise,
        OUTCOMES[entry.status],
        _points(entry.points, entry.out_of),
        entry.because,
        tuple((one["status"] == "passed", one["name"]) for one in checks),
        failed[0]["message"] if failed else "",
        tuple(_mistakes(verdict, course)),
        code,
        verdict.get("printed", ""),
    )


def _looked_up(entry: Entry, book: Book) -> tuple[dict[str, Any], str]:
    """The verdict, if there is one, and the code, if what was handed in is text."""
    if not entry.source:
        return {}, ""
    ((packed,),) = book.rows("SELECT packed FROM source WHERE hash = ?", entry.source)
    code = clean(_text(zlib.decompress(packed)))
    rows = book.rows(VERDICT, entry.exercise, entry.source)
    told = json.loads(zlib.decompress(rows[0][0])) if rows else {}
    return next(iter(told.get("exercises", [])), {}), code


def _text(source: bytes) -> str:
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _mistakes(verdict: dict[str, Any], course: Course) -> Iterator[str]:
    for mistake in (verdict.get("mistake"), verdict.get("also")):
        if mistake:
            place = linked(course, mistake["see"])
            where = f" Read again: {called(course, place)}." if place else ""
            yield f"{mistake['why']}{where}"


def _points(points: float | None, out_of: float) -> str:
    return "" if points is None else f"{number(points)} of {number(out_of)} points"
