"""All that goes back, in one folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from tutor.classroom.book import Book
from tutor.classroom.gradebook import Gradebook, Row, read_gradebook
from tutor.classroom.handing_back.canvas import as_canvas
from tutor.classroom.handing_back.feedback import feedback
from tutor.classroom.handing_back.filled import filled
from tutor.classroom.handing_back.markdown import as_markdown
from tutor.classroom.handing_back.moodle import in_brief
from tutor.classroom.handing_back.page import as_page
from tutor.classroom.handing_back.results import as_results
from tutor.classroom.handing_back.written import write
from tutor.classroom.submission import Learner, Oddity
from tutor.course.course import Course

SCHEMA = 1
UNSAFE = re.compile(r"[^A-Za-z0-9@.-]+")


def hand_back(
    book: Book, course: Course, folder: Path, to_fill: Iterable[Path] = ()
) -> tuple[Gradebook, list[Oddity]]:
    """Write what the book says by now; what was there before is replaced.

    to_fill: what a teacher has downloaded from Canvas or Moodle. Returns who is missing in those,
    too.
    """
    gradebook = read_gradebook(book)
    write(folder / "canvas.csv", as_canvas(gradebook))
    write(folder / "gradebook.json", as_json(gradebook))
    for row in gradebook.rows:
        told, name = feedback(row, book, course), page_name(row.learner)
        write(folder / "feedback" / f"{name}.md", as_markdown(told))
        write(folder / "feedback" / f"{name}.html", as_page(told))
        _write_results(folder / "results" / f"{name}.json", as_results(row, book))
    odd: list[Oddity] = []
    for path in to_fill:
        text, absent = filled(path, gradebook, lambda row: in_brief(_brief(row, book, course)))
        write(folder / f"filled-{path.name}", text)
        odd += absent
    return gradebook, odd


def _write_results(path: Path, results: str | None) -> None:
    """Nothing where a mark is missing, not even that of an earlier run."""
    if results is None:
        path.unlink(missing_ok=True)
    else:
        write(path, results)


def page_name(learner: Learner) -> str:
    """The name of a learner's page, as every file system takes it; no two share one."""
    return f"{UNSAFE.sub('_', learner.id)[:60]}-{sha256(learner.key.encode()).hexdigest()[:8]}"


def _brief(row: Row, book: Book, course: Course) -> list[str]:
    """A line for each exercise, and what was probably thought wrong."""
    lines = []
    for told in feedback(row, book, course).exercises:
        lines.append(f"{told.exercise}: {', '.join(filter(None, (told.outcome, told.points)))}")
        lines += told.mistakes
    return lines


def as_json(gradebook: Gradebook) -> str:
    """One object for a class."""
    exercises = [{"exercise": slug, "out_of": worth} for slug, worth in gradebook.exercises]
    learners = [_learner(row) for row in gradebook.rows]
    told = {"schema": SCHEMA, "exercises": exercises, "learners": learners}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _learner(row: Row) -> dict[str, object]:
    return {
        "origin": row.learner.origin,
        "id": row.learner.id,
        "name": row.learner.name,
        "email": row.learner.email,
        "points": row.points,
        "exercises": [
            {
                "exercise": entry.exercise,
                "status": entry.status,
                "points": entry.points,
                "out_of": entry.out_of,
                "file": entry.path,
                "because": entry.because,
            }
            for entry in row.entries
        ],
    }
