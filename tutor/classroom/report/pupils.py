"""Each learner of a class, with all that is known of them: what was graded, and what they recorded.

The book knows how it ended; only a record knows of tries, of time and of questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.classroom.book import Book
from tutor.classroom.gradebook import MARKED, Row, read_gradebook
from tutor.classroom.report.graded import ByFile, Graded
from tutor.classroom.report.pauses import minutes
from tutor.classroom.report.recorded import Entry, Record
from tutor.classroom.submission import Learner, Oddity

IN_A_ROW = 3
"""Tries that fail at one check, from which somebody is stuck; so many files handed in, too."""
UPLOADS = """
SELECT json_extract(body, '$.learner'), subject, count(*) FROM event
WHERE kind = 'handed-in' GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Work:
    """What one learner has done about one exercise that they tried."""

    passed: bool
    tries: int | None
    """Until it passed; None without a record."""
    uploads: int
    minutes: float | None
    mistakes: frozenset[str]
    stuck_at: str | None
    """The check they do not get past, empty if it has no name; None if they are not stuck."""
    last: datetime | None = None
    """When they tried last."""


@dataclass(frozen=True)
class Pupil:
    """A learner and what is known of them."""

    learner: Learner
    work: Mapping[str, Work]
    """By exercise."""
    answers: tuple[Entry, ...] = ()
    minutes: Mapping[str, float] | None = None
    """By question and exercise; None without a record."""


def pupils(
    book: Book, records: Iterable[Record], graded: ByFile
) -> tuple[list[Pupil], list[Oddity]]:
    """The class, and whose record belongs to nobody who handed anything in."""
    rows = read_gradebook(book).rows
    uploads = {(key, slug): count for key, slug, count in book.rows(UPLOADS)}
    known = {row.learner.key: row.learner for row in rows}
    theirs, odd = _matched(records, known)
    found = []
    for row in rows:
        ended = _ended(row, graded)
        mine = {slug: uploads.get((row.learner.key, slug), 0) for slug in ended}
        found.append(_pupil(row.learner, theirs.pop(row.learner.key, None), ended, mine))
    found += [_pupil(one.learner, one, {}, {}) for one in theirs.values()]
    return found, odd


def _ended(row: Row, graded: ByFile) -> dict[str, Graded]:
    """How each file that has a mark came out; a teacher's own mark counts instead."""
    ended = {}
    for entry in row.entries:
        found = graded.get((entry.exercise, entry.source))
        if entry.status == MARKED:
            passed = entry.points is not None and entry.points >= entry.out_of
            ended[entry.exercise] = Graded(passed, found.mistakes if found else (), ())
        elif entry.status in ("passed", "failed"):
            ended[entry.exercise] = found or Graded(entry.status == "passed", (), ())
    return ended


def _matched(
    records: Iterable[Record], known: Mapping[str, Learner]
) -> tuple[dict[str, Record], list[Oddity]]:
    """By key of the learner: the one of that key, else the only one who is called so."""
    called: dict[str, set[str]] = {}
    for key, learner in known.items():
        for name in filter(None, (learner.id, learner.email, learner.name)):
            called.setdefault(name.casefold(), set()).add(key)
    found: dict[str, Record] = {}
    odd = []
    for record in records:
        keys = called.get(record.learner.id.casefold(), set())
        key = record.learner.key
        if key not in known:
            key = next(iter(keys)) if len(keys) == 1 else key
            if key not in known and known:
                odd.append(Oddity(record.learner.id, "nobody who handed in is called like this"))
        other = found.setdefault(key, record)
        found[key] = max(other, record, key=lambda one: one.exported)
    return found, odd


def _pupil(
    learner: Learner,
    record: Record | None,
    ended: Mapping[str, Graded],
    uploads: Mapping[str, int],
) -> Pupil:
    entries = record.entries if record else ()
    spent = minutes(entries) if record else None
    tries: dict[str, list[Entry]] = {slug: [] for slug in ended}
    gave_up = set()
    for entry in entries:
        if entry.kind == "attempt":
            tries.setdefault(entry.subject, []).append(entry)
        elif entry.kind == "give-up":
            gave_up.add(entry.subject)
    work = {
        slug: _work(
            tried,
            ended.get(slug),
            uploads.get(slug, 0),
            spent.get(slug) if spent else None,
            gave_up=slug in gave_up,
        )
        for slug, tried in tries.items()
    }
    answers = tuple(one for one in entries if one.kind == "answer")
    return Pupil(learner, work, answers, spent)


def _work(
    tried: Sequence[Entry],
    ended: Graded | None,
    uploads: int,
    minutes: float | None,
    *,
    gave_up: bool,
) -> Work:
    first = next((number for number, one in enumerate(tried, 1) if one.passed), len(tried))
    passed = ended.passed if ended else any(one.passed for one in tried)
    named = {known for one in tried for known in one.mistakes}
    named |= {one.id for one in ended.mistakes} if ended else set()
    return Work(
        passed,
        first or None,
        uploads,
        minutes,
        frozenset(named),
        None if passed else _stuck_at(tried, ended, uploads, gave_up=gave_up),
        tried[-1].at if tried else None,
    )


def _stuck_at(
    tried: Sequence[Entry], ended: Graded | None, uploads: int, *, gave_up: bool
) -> str | None:
    latest = [one.check for one in tried[-IN_A_ROW:]]
    if len(latest) == IN_A_ROW and len(set(latest)) == 1:
        return latest[0]
    if uploads >= IN_A_ROW and ended:
        return ended.check
    return (latest[-1] if latest else "") if gave_up else None
