"""Tables as a spreadsheet reads them, and nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from math import floor

from tutor.classroom.submission import printable

FORMULA = ("=", "+", "-", "@", "|", "%")
"""What a cell starts with that is calculated: `=cmd()` would run on the teacher's machine."""


Cells = list[list[str]]


def table(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV, each cell as it is."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def words(text: str) -> str:
    """Somebody else's text as a cell that is text: in one line, a quote before a formula's sign."""
    line = printable(text).strip()
    return f"'{line}" if line.startswith(FORMULA) else line


def number(points: float | None) -> str:
    """Points, rounded down to the cent so that only all of them read as full; empty for none."""
    return "" if points is None else f"{floor(points * 100 + 1e-6) / 100:g}"
