"""The grading worksheet of Moodle: `mod/assign/feedback/offline/importgradeslib.php`.

Moodle takes a row only if it was not graded since the worksheet was downloaded, which a column of
its own says; nobody else can write a worksheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from tutor.classroom.gradebook import Gradebook, Row
from tutor.classroom.handing_back.spreadsheet import Cells, number
from tutor.classroom.submission import Origin
from tutor.errors import TutorError

REQUIRED = ("Identifier", "Grade", "Last modified (grade)")
"""The words are those of Moodle in English."""
COMMENTS, MOST = "Feedback comments", "Maximum Grade"
PARTICIPANT = re.compile(r"\D*(?P<id>\d+)")

Comment = Callable[[Row], str]


def is_worksheet(cells: Cells) -> bool:
    """Whether it has all the columns that Moodle wants back."""
    return bool(cells) and all(name in cells[0] for name in REQUIRED)


def fill(cells: Cells, path: Path, gradebook: Gradebook, comment: Comment) -> list[Row]:
    """Put each sum into its cell; whose row is missing."""
    head = cells[0]
    of_moodle = [row for row in gradebook.rows if row.learner.origin is Origin.MOODLE]
    rows = {row.learner.id: row for row in of_moodle}
    seen = set()
    for line in cells[1:]:
        found = PARTICIPANT.fullmatch(line[head.index("Identifier")])
        row = rows.get(found["id"]) if found else None
        if row is None:
            continue
        seen.add(row.learner.id)
        _require(path, line, head, gradebook.out_of)
        if row.points is not None:
            line[head.index("Grade")] = number(row.points)
            if COMMENTS in head:
                line[head.index(COMMENTS)] = comment(row)
    return [rows[one] for one in rows if one not in seen]


def _require(path: Path, line: Sequence[str], head: Sequence[str], out_of: float) -> None:
    """A grade that means something else there is worse than none."""
    most = line[head.index(MOST)] if MOST in head else ""
    if most and _number(most) != out_of:
        raise TutorError(
            f"`{path}` has a maximum of {most}, but the exercises are worth {number(out_of)}",
            "let the assignment count as many points in Moodle, and download it anew",
        )


def _number(most: str) -> float | None:
    """None for the name of a scale, which takes no points."""
    try:
        return float(most.replace(",", "."))
    except ValueError:
        return None


def in_brief(lines: Sequence[str]) -> str:
    """Lines of text as HTML, in one."""
    return "<br>".join(escape(" ".join(line.split())) for line in lines)
