"""The book of a class: one SQLite file with what was handed in, its grades and what happened.

One process writes, row by row, so that a kill at any moment loses what was under way and nothing
else. `event` is only ever added to. A grade is found by the hash of a source and of what graded
it: who handed it in does not matter. A teacher's own marks have a table of their own, which no
grading touches.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from tutor.classroom.job import Grade, Job
from tutor.classroom.submission import Learner, Oddity, Submission
from tutor.errors import TutorError

VERSION = 1
PATIENCE = 5.0
"""Seconds to wait for another process that has the book."""
OTHER = "another version of the tutor wrote it"
HINTS = {
    "locked": "wait until the other `tutor class` is done",
    "another version": "use that version, or choose another folder with `--to DIR`",
    "not a database": "it is no book: choose another folder with `--to DIR`",
}
"""By what SQLite says, or we."""
MAKE_ROOM = "make room, or choose another folder; what was graded before is kept"
SCHEMA = """
CREATE TABLE IF NOT EXISTS learner (
    key TEXT PRIMARY KEY, origin TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    email TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (hash TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS submission (
    learner TEXT NOT NULL, exercise TEXT NOT NULL, source TEXT NOT NULL, path TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (learner, exercise)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS exercise (
    slug TEXT PRIMARY KEY, place INTEGER NOT NULL, bundle TEXT NOT NULL, out_of REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS grade (
    source TEXT NOT NULL, bundle TEXT NOT NULL, status TEXT NOT NULL, points REAL NOT NULL,
    out_of REAL NOT NULL, verdict BLOB NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (source, bundle)
);
CREATE TABLE IF NOT EXISTS mark (
    learner TEXT NOT NULL, exercise TEXT NOT NULL, points REAL NOT NULL, because TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (learner, exercise)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    body TEXT NOT NULL, UNIQUE (at, kind, subject, body)
);
"""
DUE = """
SELECT handed.exercise, exercise.bundle, handed.source
FROM (SELECT DISTINCT exercise, source FROM submission) AS handed
JOIN exercise ON exercise.slug = handed.exercise
LEFT JOIN grade ON grade.source = handed.source AND grade.bundle = exercise.bundle
WHERE grade.source IS NULL
ORDER BY handed.source, exercise.place
"""


class BookError(TutorError):
    """The book of a class cannot be read or written."""


class Book:
    """An open book."""

    def __init__(self, path: Path) -> None:
        """Open or create it; BookError if that cannot be done, as while another grades."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._error((error.strerror or str(error)).lower()) from None
        with self._explained():
            self._connection = sqlite3.connect(path, timeout=PATIENCE)
            self._prepare()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def teach(self, bundles: Mapping[str, tuple[str, float]]) -> None:
        """Set which exercises there are, in order, each with its bundle and its points."""
        rows = [(slug, n, *about) for n, (slug, about) in enumerate(bundles.items())]
        with self.writing() as connection:
            connection.execute("DELETE FROM exercise")
            connection.executemany("INSERT INTO exercise VALUES (?, ?, ?, ?)", rows)

    def take(
        self, found: Iterable[Learner | Submission | Oddity], now: datetime
    ) -> Iterator[Oddity]:
        """Write down what was handed in, all or nothing; the oddities on the way."""
        at = _stamp(now)
        with self.writing():
            for one in found:
                if isinstance(one, Learner):
                    self._learner(one)
                elif isinstance(one, Submission):
                    self._submission(one, at)
                else:
                    self._event("odd", one.path, {"what": one.what}, at)
                    yield one

    def due(self) -> list[tuple[str, str, str]]:
        """Exercise, bundle and hash of each different source without a grade."""
        return self.rows(DUE)

    def job(self, exercise: str, bundle: str, source: str) -> Job:
        """What it takes to grade a source."""
        ((packed,),) = self.rows("SELECT packed FROM source WHERE hash = ?", source)
        return Job(exercise, bundle, zlib.decompress(packed))

    def grade(self, job: Job, grade: Grade, now: datetime) -> None:
        """Write down a grade."""
        at, source = _stamp(now), hash_of(job.source)
        packed = zlib.compress(grade.verdict.encode())
        row = (source, job.bundle, grade.status, grade.points, grade.out_of, packed, at)
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO grade VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            body = {"source": source, "bundle": job.bundle, "points": grade.points}
            self._event("graded", job.exercise, body, at)

    def blocked(self, job: Job, why: str, now: datetime) -> None:
        """Write down that there is no grade, and why; it stays due."""
        body = {"source": hash_of(job.source), "bundle": job.bundle, "why": why}
        with self.writing():
            self._event("blocked", job.exercise, body, _stamp(now))

    def mark(
        self, learner: str, exercise: str, points: float | None, because: str, now: datetime
    ) -> None:
        """Write down a teacher's mark, which counts instead of the grade; None takes it back."""
        at = _stamp(now)
        with self.writing() as connection:
            connection.execute(
                "DELETE FROM mark WHERE (learner, exercise) = (?, ?)", (learner, exercise)
            )
            if points is not None:
                row = (learner, exercise, points, because, at)
                connection.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", row)
            body = {"learner": learner, "points": points, "because": because}
            self._event("marked", exercise, body, at)

    def rows(self, query: str, *parameters: str) -> list[Any]:
        """What a query finds."""
        with self._explained():
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all of it down, or nothing; BookError if it cannot be written."""
        with self._explained(), self._connection as connection:
            yield connection

    def _learner(self, learner: Learner) -> None:
        row = (learner.key, learner.origin, learner.id, learner.name, learner.email)
        self._connection.execute("INSERT OR REPLACE INTO learner VALUES (?, ?, ?, ?, ?)", row)

    def _submission(self, submission: Submission, at: str) -> None:
        source, key = hash_of(submission.source), submission.learner.key
        known = self._connection.execute(
            "SELECT source FROM submission WHERE learner = ? AND exercise = ?",
            (key, submission.exercise),
        ).fetchone()
        if known == (source,):
            return
        self._connection.execute(
            "INSERT OR IGNORE INTO source VALUES (?, ?)",
            (source, zlib.compress(submission.source)),
        )
        row = (key, submission.exercise, source, _text(submission.path), at)
        self._connection.execute("INSERT OR REPLACE INTO submission VALUES (?, ?, ?, ?, ?)", row)
        self._event("handed-in", submission.exercise, {"learner": key, "source": source}, at)

    def _event(self, kind: str, subject: str, body: Mapping[str, object], at: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO event (at, kind, subject, body) VALUES (?, ?, ?, ?)",
            (at, kind, _text(subject), json.dumps(body)),
        )

    def _prepare(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(OTHER)
        # Nobody else writes; and on a network's file system WAL works for one process alone.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)
        self._connection.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._error(str(error)) from None

    def _error(self, reason: str) -> BookError:
        hint = next((hint for part, hint in HINTS.items() if part in reason), MAKE_ROOM)
        return BookError(f"the book `{self.path}` cannot be read or written: {reason}", hint)


def hash_of(source: bytes) -> str:
    """By which a source is known."""
    return sha256(source).hexdigest()


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat()


def _text(path: str) -> str:
    """A path as SQLite takes it."""
    return path.encode("utf-8", "backslashreplace").decode()
