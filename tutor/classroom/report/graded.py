"""The verdicts of a book, each looked at once however many learners share it."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from tutor.classroom.book import Book

VERDICTS = """
SELECT handed.exercise, handed.source, grade.verdict
FROM (SELECT DISTINCT exercise, source FROM submission) AS handed
JOIN exercise ON exercise.slug = handed.exercise
JOIN grade ON grade.source = handed.source AND grade.bundle = exercise.bundle
"""


@dataclass(frozen=True)
class Named:
    """A known mistake as a verdict names it."""

    id: str
    see: str


@dataclass(frozen=True)
class Graded:
    """What a verdict says to a teacher."""

    passed: bool
    mistakes: tuple[Named, ...]
    failed: tuple[tuple[str, str], ...]
    """The checks that failed, each with what it said."""

    @property
    def check(self) -> str:
        """The first check that failed."""
        return self.failed[0][0] if self.failed else ""


ByFile = dict[tuple[str, str], Graded]
"""By exercise and hash of the file."""


def verdicts(book: Book) -> ByFile:
    """Of all that counts by now."""
    return {(slug, source): _graded(packed) for slug, source, packed in book.rows(VERDICTS)}


def _graded(packed: bytes) -> Graded:
    told: dict[str, Any] = next(iter(json.loads(zlib.decompress(packed)).get("exercises", ())), {})
    named = (told.get("mistake"), told.get("also"))
    return Graded(
        told.get("status") == "passed",
        tuple(Named(one["id"], one["see"]) for one in named if one),
        tuple(
            (one["name"], one["message"])
            for one in told.get("checks", ())
            if one["status"] != "passed"
        ),
    )
