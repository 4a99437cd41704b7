"""All that goes back, in one folder."""

from __future__ import annotations

import json
from pathlib import Path

from tutor.classroom.book import Book
from tutor.classroom.gradebook import Gradebook, Row, read_gradebook
from tutor.classroom.handing_back.canvas import as_canvas
from tutor.classroom.handing_back.written import write

SCHEMA = 1


def hand_back(book: Book, folder: Path) -> Gradebook:
    """Write what the book says by now; what was there before is replaced."""
    gradebook = read_gradebook(book)
    write(folder / "canvas.csv", as_canvas(gradebook))
    write(folder / "gradebook.json", as_json(gradebook))
    return gradebook


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
