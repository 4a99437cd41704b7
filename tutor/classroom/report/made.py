"""The report of a class, from its book, what learners recorded, and the course."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from tutor.classroom.book import Book
from tutor.classroom.report import asking, counting
from tutor.classroom.report.clusters import Alike, alike
from tutor.classroom.report.figures import Cluster, Report
from tutor.classroom.report.graded import verdicts
from tutor.classroom.report.mistake_stub import mistake_stub
from tutor.classroom.report.pupils import pupils
from tutor.classroom.report.recorded import Record
from tutor.classroom.submission import Learner, Oddity
from tutor.course.course import Course

SMALLEST = 5
"""Learners who are shown apart where others may read the report; fewer could be recognised."""
A_RECORD = "a record"
"""Instead of its name, which is that of a learner."""
SHARED = 3
"""Learners whose code is wrong in one way, from which that is worth a known mistake."""
HANDED_IN = "SELECT exercise, source, count(*) FROM submission GROUP BY exercise, source"


def make_report(
    book: Book,
    course: Course,
    records: Iterable[Record | Oddity],
    now: datetime,
    *,
    name: Callable[[Learner], str],
    named: bool,
) -> Report:
    """What there is to say by now.

    name: what to call a learner. named: whether that is their name; then nothing is held back.
    """
    least, told = (1 if named else SMALLEST), list(records)
    odd = [one for one in told if isinstance(one, Oddity)]
    read = [one for one in told if isinstance(one, Record)]
    graded = verdicts(book)
    taught = {known.id: known.see for one in graded.values() for known in one.mistakes}
    classmates, unmatched = pupils(book, read, graded)
    questions, suspects = asking.of_questions(course, classmates, least)
    misconceptions, rare = counting.of_misconceptions(course, classmates, least, taught)
    clusters, small = _clusters(book, list(alike(graded)), max(least, SHARED))
    return Report(
        course.title,
        now,
        len(classmates),
        len(read),
        least,
        named,
        counting.of_exercises(course, classmates, least),
        questions,
        misconceptions,
        rare,
        counting.stuck(course, classmates, least, name),
        suspects,
        clusters,
        small,
        tuple(one if named else replace(one, path=A_RECORD) for one in (*odd, *unmatched)),
    )


def _clusters(book: Book, found: Sequence[Alike], least: int) -> tuple[tuple[Cluster, ...], int]:
    """The largest first, each with a stub, and how many are too small but no accident."""
    handed_in = {(slug, source): count for slug, source, count in book.rows(HANDED_IN)}
    sizes = [sum(handed_in[one.exercise, file] for file in one.files) for one in found]
    ranked = sorted(zip(sizes, found, strict=True), key=lambda one: (-one[0], one[1].exercise))
    numbers: Counter[str] = Counter()
    clusters = []
    for learners, one in ranked:
        if learners >= least:
            numbers[one.exercise] += 1
            clusters.append(_cluster(book, one, learners, numbers[one.exercise]))
    return tuple(clusters), sum(SHARED <= size < least for size in sizes)


def _cluster(book: Book, found: Alike, learners: int, number: int) -> Cluster:
    check, message = found.said[0]
    sources = [_source(book, file) for file in found.files]
    shortest = min(sources, key=lambda source: (len(source), source))
    stub = mistake_stub(shortest, found.exercise, number)
    return Cluster(found.exercise, learners, len(sources), check, message, stub)


def _source(book: Book, file: str) -> bytes:
    ((packed,),) = book.rows("SELECT packed FROM source WHERE hash = ?", file)
    return zlib.decompress(packed)
