"""Who has how many points for what: the book as a table, a row for each learner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tutor.classroom.book import Book
from tutor.classroom.submission import Learner, Origin

MISSING, UNGRADED, MARKED = "missing", "ungraded", "marked"
"""Besides the statuses of a verdict: nothing was handed in, no grade yet, a teacher's own mark."""
TABLE = """
SELECT learner.origin, learner.id, learner.name, learner.email, exercise.slug, exercise.out_of,
    submission.source, submission.path, grade.status, grade.points, mark.points, mark.because
FROM learner
CROSS JOIN (
    SELECT * FROM exercise WHERE slug IN (
        SELECT exercise FROM submission UNION SELECT exercise FROM mark
    )
) AS exercise
LEFT JOIN submission
    ON submission.learner = learner.key AND submission.exercise = exercise.slug
LEFT JOIN grade ON grade.source = submission.source AND grade.bundle = exercise.bundle
LEFT JOIN mark ON mark.learner = learner.key AND mark.exercise = exercise.slug
ORDER BY learner.key, exercise.place
"""


@dataclass(frozen=True)
class Entry:
    """What a learner has for an exercise."""

    exercise: str
    out_of: float
    status: str
    """Of the verdict, or one of `MISSING`, `UNGRADED` and `MARKED`."""
    points: float | None
    """None where there is no mark."""
    source: str
    """Hash of what was handed in; empty if nothing was."""
    path: str
    because: str = ""
    """What the teacher gave as a reason for a mark of their own."""


@dataclass(frozen=True)
class Row:
    """All that a learner has."""

    learner: Learner
    entries: tuple[Entry, ...]

    @property
    def points(self) -> float | None:
        """The sum; None as long as something that was handed in has no mark."""
        if any(one.status == UNGRADED for one in self.entries):
            return None
        marks = [one.points for one in self.entries if one.points is not None]
        return sum(marks) if marks else None


@dataclass(frozen=True)
class Gradebook:
    """A class by learners and exercises."""

    exercises: tuple[tuple[str, float], ...]
    """Those that anybody handed in, in the order of the course, with what they are worth."""
    rows: tuple[Row, ...]

    @property
    def out_of(self) -> float:
        """What all exercises are worth."""
        return sum(points for _, points in self.exercises)


def read_gradebook(book: Book) -> Gradebook:
    """The table as it stands."""
    rows = tuple(_rows(book))
    exercises = rows[0].entries if rows else ()
    return Gradebook(tuple((one.exercise, one.out_of) for one in exercises), rows)


def _rows(book: Book) -> Iterator[Row]:
    for who, cells in groupby(book.rows(TABLE), key=lambda row: row[:4]):
        origin, *about = who
        yield Row(Learner(Origin(origin), *about), tuple(_entry(*cell[4:]) for cell in cells))


def _entry(
    exercise: str,
    out_of: float,
    source: str | None,
    path: str | None,
    status: str | None,
    points: float | None,
    mark: float | None,
    because: str | None,
) -> Entry:
    if mark is not None:
        status, points = MARKED, mark
    elif status is None:
        status = UNGRADED if source else MISSING
    return Entry(exercise, out_of, status, points, source or "", path or "", because or "")
