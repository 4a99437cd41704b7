"""Grades as Canvas imports them: `lib/gradebook_importer.rb` of canvas-lms.

Canvas finds a learner by ID, then by the ids of the school, then by name; an assignment by the
number at the end of its title, then by the title. A title it does not know becomes a new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tutor.classroom.gradebook import Gradebook, Row
from tutor.classroom.handing_back.spreadsheet import number, table, words
from tutor.classroom.submission import Origin

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
WORTH = "    Points Possible"
"""Four blanks and all: by this the row is known."""


def as_canvas(gradebook: Gradebook) -> str:
    """The table; who has no mark has no row, because an empty cell would delete one in Canvas."""
    return table(_rows(gradebook))


def _rows(gradebook: Gradebook) -> Iterator[list[str]]:
    yield [*COLUMNS, *(slug for slug, _ in gradebook.exercises)]
    yield [WORTH, *[""] * (len(COLUMNS) - 1), *(number(worth) for _, worth in gradebook.exercises)]
    for row in gradebook.rows:
        if any(entry.points is not None for entry in row.entries):
            yield [*_who(row), *(number(entry.points) for entry in row.entries)]


def _who(row: Row) -> list[str]:
    learner = row.learner
    if learner.origin is Origin.CANVAS:
        return [words(learner.name), learner.id, "", "", ""]
    return [words(learner.name), "", "", words(learner.email or learner.id), ""]
