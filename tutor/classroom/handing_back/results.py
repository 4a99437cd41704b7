"""All that one learner gets, as Gradescope's `results.json`."""

from __future__ import annotations

import json
import zlib

from tutor.classroom.book import Book
from tutor.classroom.gradebook import MARKED, MISSING, UNGRADED, Entry, Row
from tutor.classroom.handing_back.feedback import OUTCOMES, VERDICT
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.gradescope import as_gradescope


def as_results(row: Row, book: Book) -> str | None:
    """One object with a test for each check; None as long as something has no mark."""
    if any(entry.status == UNGRADED for entry in row.entries):
        return None
    return as_gradescope([_verdict(entry, book) for entry in row.entries])


def _verdict(entry: Entry, book: Book) -> Verdict:
    if entry.status == MARKED:
        return _by_teacher(entry)
    if entry.status == MISSING:
        finding = Finding(OUTCOMES[MISSING], Status.NOT_STARTED, 0.0, out_of=entry.out_of)
        return Verdict(entry.exercise, Status.NOT_STARTED, 0.0, entry.out_of, (finding,))
    ((packed,),) = book.rows(VERDICT, entry.exercise, entry.source)
    told = json.loads(zlib.decompress(packed))
    (one,) = told["exercises"]
    mistake, also = (Mistake(**one[key]) if one[key] else None for key in ("mistake", "also"))
    return Verdict(
        one["exercise"],
        Status(one["status"]),
        one["points"],
        one["out_of"],
        tuple(Finding(**check | {"status": Status(check["status"])}) for check in one["checks"]),
        mistake,
        one["seconds"],
        isolation=told["isolation"] or "",
        seed=one["seed"],
        also=also,
    )


def _by_teacher(entry: Entry) -> Verdict:
    points = entry.points or 0.0
    status = Status.PASSED if points == entry.out_of else Status.FAILED  # more is as it is, too
    finding = Finding(OUTCOMES[MARKED], status, points, entry.because, out_of=entry.out_of)
    return Verdict(entry.exercise, status, points, entry.out_of, (finding,))
