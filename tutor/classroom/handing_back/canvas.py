"""Grades as Canvas imports them: `lib/gradebook_importer.rb` of canvas-lms.

Canvas finds a learner by ID, then by the ids of the school, then by name; an assignment by the
number at the end of its title, then by the title. A title it does not know becomes a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.classroom.gradebook import Gradebook, Row
from tutor.classroom.handing_back.spreadsheet import Cells, number, table, words
from tutor.classroom.submission import Origin
from tutor.errors import TutorError

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
WORTH = "    Points Possible"
"""Four blanks and all: by this the row is known."""
SCHOOL = ("SIS Login ID", "SIS User ID", "Integration ID")
WITH_ID = re.compile(r"(?P<title>.*?) \(\d+\)")
"""The title of an assignment."""


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


def is_gradebook(cells: Cells) -> bool:
    """Whether it begins as what Canvas exports."""
    return bool(cells) and tuple(cells[0][:2]) == COLUMNS[:2]


def fill(cells: Cells, path: Path, gradebook: Gradebook) -> list[Row]:
    """Put points below the titles that are called like an exercise; whose row is missing."""
    head = cells[0]
    columns = {_title(name): place for place, name in enumerate(head)}
    places = {slug: columns[slug] for slug, _ in gradebook.exercises if slug in columns}
    if not places:
        raise TutorError(
            f"no column of `{path}` is called like an exercise",
            f"call an assignment of Canvas `{gradebook.exercises[0][0]}`"
            if gradebook.exercises
            else "grade something first",
        )
    lines = {known: line for line in cells[1:] for known in _known(line, head)}
    absent = []
    for row in gradebook.rows:
        line = lines.get((row.learner.origin is Origin.CANVAS, row.learner.id))
        line = line or lines.get((False, row.learner.email))
        if line is None:
            absent.append(row)
            continue
        for entry in row.entries:
            if entry.points is not None and entry.exercise in places:
                line[places[entry.exercise]] = number(entry.points)
    return absent


def _known(line: Sequence[str], head: Sequence[str]) -> list[tuple[bool, str]]:
    """By which ids a learner is known: that of Canvas, and those of the school."""
    ids = [(True, line[1])]
    ids += [(False, line[head.index(name)]) for name in SCHOOL if name in head]
    return [one for one in ids if one[1]]


def _title(column: str) -> str:
    found = WITH_ID.fullmatch(column)
    return found["title"] if found else column
