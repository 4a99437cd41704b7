"""The records that learners export with `tutor export json`, as far as a report reads them.

A record is somebody else's file: whatever is wrong with it costs its learner a line and nobody
else anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tutor.classroom.reading.layouts import Layout
from tutor.classroom.reading.reader import tree_of
from tutor.classroom.reading.tree import File, Top, UnfitError
from tutor.classroom.submission import Learner, Oddity, Origin, printable

LARGEST_RECORD = 32 << 20
"""Bytes; a year of daily work has a quarter of that."""
KINDS = {"answer", "attempt", "recoding", "blank", "hint", "give-up", "prediction", "read"}


@dataclass(frozen=True)
class Entry:
    """Something a learner did."""

    at: datetime
    kind: str
    subject: str
    """Id of the question, slug of the exercise, id of the lesson."""
    passed: bool = False
    check: str = ""
    """The first check of an attempt that failed."""
    mistakes: tuple[str, ...] = ()
    """Ids of the misconceptions that were named."""
    given: str | tuple[int, ...] = ""
    """An answer."""
    content: str = ""
    """Hash of the question as it was asked."""


@dataclass(frozen=True)
class Record:
    """All that one learner did, in order."""

    learner: Learner
    """As the name of the file says; whom the class knows by that id is for others to find."""
    exported: datetime
    entries: tuple[Entry, ...]


def read_records(folder: Path, course: str) -> Iterator[Record | Oddity]:
    """Each learner's record: of several, the one that was exported last.

    folder: or a zip, of `NAME.json`, `NAME/….json`, or as Canvas and Moodle hand files out.
    course: title of the course that counts.
    """
    found: dict[str, Record] = {}
    tree = tree_of(folder)
    try:
        for top in tree.tops():
            for one in [top] if isinstance(top, Oddity) else _read(top, course):
                if isinstance(one, Oddity):
                    yield one
                    continue
                known = found.setdefault(one.learner.key, one)
                found[known.learner.key] = max(known, one, key=lambda record: record.exported)
    finally:
        tree.close()
    yield from found.values()


def _read(top: Top, course: str) -> Iterator[Record | Oddity]:
    claim = Layout().claim(top)
    learner = claim.learners[0] if claim else _named_after(top)
    any_record = False
    for file in top.files():
        if isinstance(file, Oddity):
            yield file
        elif learner and file.name.lower().endswith(".json"):
            any_record = True
            yield from _record(file, learner, course)
    if not any_record:
        yield Oddity(top.name, "there is no record in it; `tutor export json` writes one")


def _named_after(top: Top) -> Learner | None:
    """The learner of `ada.json`."""
    stem, _, suffix = top.name.rpartition(".")
    name = printable(stem)
    return Learner(Origin.FOLDER, name, name) if name and suffix.lower() == "json" else None


def _record(file: File, learner: Learner, course: str) -> Iterator[Record | Oddity]:
    try:
        told = json.loads(file.whole(LARGEST_RECORD))
        if told["schema"] != 1:
            raise UnfitError("another version of the tutor wrote this record")
        if told["course"] != course:
            raise UnfitError(f"this is a record of another course, `{str(told['course'])[:60]}`")
        exported = _moment(told["exported"])
        log = list(told["log"])
    except UnfitError as error:
        yield Oddity(file.path, f"{error}; it is not in the report")
        return
    except (ValueError, KeyError, TypeError, RecursionError):
        yield Oddity(file.path, "this is no record of the tutor; it is not in the report")
        return
    entries = [entry for one in log if (entry := _entry(one))]
    if lost := len(log) - len(entries):
        what = "1 entry of this record" if lost == 1 else f"{lost:,} entries of this record"
        yield Oddity(file.path, f"{what} cannot be read; the others count")
    yield Record(learner, exported, tuple(entries))


def _entry(told: Any) -> Entry | None:  # noqa: ANN401  anything may stand in the file
    """The entry; None if it is none."""
    try:
        at, kind, subject = _moment(told["at"]), told["kind"], told["subject"]
        if kind not in KINDS or not isinstance(subject, str):
            return None
        if kind == "answer":
            return _answer(at, subject, told)
        if kind in ("attempt", "recoding"):
            return _attempt(at, kind, subject, told["verdict"])
        return Entry(at, kind, subject)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def _answer(at: datetime, subject: str, told: Mapping[str, Any]) -> Entry:
    given, named = told["given"], told["mistake"]
    return Entry(
        at,
        "answer",
        subject,
        passed=told["status"] == "passed",
        mistakes=(str(named),) if named else (),
        given=given if isinstance(given, str) else tuple(int(one) for one in given),
        content=str(told["content"]),
    )


def _attempt(at: datetime, kind: str, subject: str, verdict: Mapping[str, Any]) -> Entry:
    if verdict["status"] not in ("passed", "failed"):
        return Entry(at, "blank", subject)  # the stub, or the grader's own trouble
    failed = (one["name"] for one in verdict["findings"] if one["status"] != "passed")
    named = (verdict.get("mistake"), verdict.get("also"))
    return Entry(
        at,
        kind,
        subject,
        passed=verdict["status"] == "passed",
        check=str(next(failed, "")),
        mistakes=tuple(str(one["id"]) for one in named if one),
    )


def _moment(text: str) -> datetime:
    """ValueError for a time without a zone, which could not be compared."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
