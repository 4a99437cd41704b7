"""A teacher's own download, filled in: the gradebook of Canvas, or the grading worksheet of Moodle.

Both are imported again only with the columns they were downloaded with, so those stay as they are
and points are put into the cells that are meant for them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tutor.classroom.gradebook import Gradebook
from tutor.classroom.handing_back import canvas, moodle
from tutor.classroom.handing_back.moodle import Comment
from tutor.classroom.handing_back.spreadsheet import Cells, table
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError


def filled(path: Path, gradebook: Gradebook, comment: Comment) -> tuple[str, list[Oddity]]:
    """The table with all points there are, and who is not in it.

    comment: what a learner is told in Moodle, in HTML.
    """
    cells = opened(path)
    if moodle.is_worksheet(cells):
        absent = moodle.fill(cells, path, gradebook, comment)
    else:
        absent = canvas.fill(cells, path, gradebook)
    return table(cells), [
        Oddity(row.learner.id, f"this learner is not in `{path.name}`") for row in absent
    ]


def opened(path: Path) -> Cells:
    """Its cells, as many in each row as in the first; TutorError if they cannot be filled."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise TutorError(f"`{path}` cannot be read", "name a CSV file in UTF-8") from None
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = len(cells[0]) if cells else 0
    cells = [[*line, *[""] * (width - len(line))] for line in cells if line]
    if not moodle.is_worksheet(cells) and not canvas.is_gradebook(cells):
        raise TutorError(
            f"`{path}` is neither a gradebook of Canvas nor a grading worksheet of Moodle",
            "download it anew; Moodle must speak English for that",
        )
    return cells
