"""The file that progress is kept in: opened, added to, rescued when damaged.

`log` is only ever added to. `desk` is where things were left lying and may be overwritten.
What the entries mean is `progress`'s affair.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from tutor.errors import ProgressError
from tutor.learning.soundness import checksum, is_damage, is_sound, readable, seal

SCHEMA = """
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    body TEXT NOT NULL, sum INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS log_by_subject ON log (kind, subject);
CREATE TABLE IF NOT EXISTS desk (
    name TEXT PRIMARY KEY, body TEXT NOT NULL, sum INTEGER NOT NULL
);
"""


class Record:
    """An open file of entries; a kill at any moment loses no entry that was added."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Open or create it.

        A damaged file is set aside, now or when the damage is met; `notice` says so.
        """
        self.path = path
        self.notice = ""
        self._opened = now
        with self._explained():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                if path.exists() and not path.stat().st_size:
                    raise sqlite3.DatabaseError("file is cut off")  # sqlite takes it for a new one
                self._connection = _connect(path)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self._connection = self._rescue()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, kind: str, subject: str, body: Mapping[str, Any], now: datetime) -> None:
        """Add an entry to the log."""
        fields = (now.astimezone(UTC).isoformat(), kind, subject, json.dumps(body))
        self._do(
            "INSERT INTO log (at, kind, subject, body, sum) VALUES (?, ?, ?, ?, ?)",
            (*fields, checksum(*fields)),
        )

    def rows(self, query: str, *parameters: str | int) -> list[Any]:
        """What a query finds."""
        return self._do(query, parameters)

    def leave(self, name: str, what: Mapping[str, Any]) -> None:
        """Leave something on the desk under a name.

        It outlives a kill, not a power cut: drafts are kept at every key, and no key waits for
        the disk.
        """
        fields = (name, json.dumps(what))
        with self._explained(), self._unhurried():
            self._do("INSERT OR REPLACE INTO desk VALUES (?, ?, ?)", (*fields, checksum(*fields)))

    def left(self, name: str) -> dict[str, Any] | None:
        """What was left on the desk under a name."""
        rows = self.rows("SELECT body FROM desk WHERE name = ?", name)
        return dict(json.loads(rows[0][0])) if rows else None

    def _do(self, query: str, parameters: Sequence[str | int]) -> list[Any]:
        """What a query finds; once more in a fresh file where the one before proves damaged."""
        with self._explained():
            try:
                return self._run(query, parameters)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self._connection.close()
                self._connection = self._rescue()
                return self._run(query, parameters)

    def _run(self, query: str, parameters: Sequence[str | int]) -> list[Any]:
        with self._connection as connection:
            return connection.execute(query, parameters).fetchall()

    @contextmanager
    def _unhurried(self) -> Iterator[None]:
        self._connection.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            reason = str(error.strerror).lower() if isinstance(error, OSError) else str(error)
            raise ProgressError(
                f"your progress in `{self.path}` cannot be read or written: {reason}",
                "close other tutors of this workspace, and try again"
                if "locked" in reason
                else "make room on the disk, or give yourself the right to write there",
            ) from None

    def _rescue(self) -> sqlite3.Connection:
        """Set a damaged record aside and carry over every line of the log that can be read."""
        aside = self._aside()
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self.path}{suffix}").replace(f"{aside}{suffix}")
        connection = _connect(self.path)
        saved = readable(aside)
        with connection:
            connection.executemany("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", saved)
        entries = "1 entry" if len(saved) == 1 else f"{len(saved)} entries"
        self.notice = (
            f"your record of progress was damaged; it is kept as `{aside}`, "
            f"and {entries} could be carried over"
        )
        return connection

    def _aside(self) -> Path:
        """A name that no file bears yet."""
        first = self.path.with_name(f"{self.path.name}.damaged-{self._opened:%Y%m%d-%H%M%S}")
        more = (first.with_name(f"{first.name}-{number}") for number in count(2))
        return next(name for name in chain([first], more) if not name.exists())


def _connect(path: Path) -> sqlite3.Connection:
    # The screen records from the threads of its graders too, one call at a time.
    connection = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(SCHEMA)
        seal(connection)
        if not is_sound(connection):
            raise sqlite3.DatabaseError("database disk image is malformed")
    except sqlite3.Error:
        connection.close()
        raise
    except UnicodeError:  # the complaint quotes what it found in the file
        connection.close()
        raise sqlite3.DatabaseError("database disk image is malformed") from None
    return connection
