"""Whether a record is as it was written, and what a damaged one still gives."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

WIDEST_HOLE = 1000
"""Entries that may be missing before entries that can still be read; a page holds about 40."""
DAMAGE = (sqlite3.Error, UnicodeError)
"""What reading it can end in; names of columns are text of the file too."""
LEDGER = "SELECT at, kind, subject, body, sum FROM log"
DESK = "SELECT name, body, sum FROM desk"
UNSEALED = {"log": ["id", "at", "kind", "subject", "body"], "desk": ["name", "body"]}
"""The tables and their columns, as they were without checksums."""
PARTS = {"log", "log_by_subject", "desk", "sqlite_autoindex_desk_1"}
ELSEWHERE = ("locked", "readonly", "unable to open", "is full", "disk I/O")
"""What sqlite complains of where the file is not at fault."""
FROM = "SELECT * FROM log WHERE id >= ? ORDER BY id"
ONE = "SELECT * FROM log WHERE id = ?"


def checksum(*fields: str) -> int:
    """By which an entry is known to be what the tutor wrote: one bit in error changes it."""
    return zlib.crc32("\0".join(fields).encode())


def seal(connection: sqlite3.Connection) -> None:
    """Give a record that was begun before there were checksums its own, as it stands."""
    connection.create_function("checksum", -1, checksum, deterministic=True)
    for table, fields in UNSEALED.items():
        if [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] == fields:
            texts = ", ".join(field for field in fields if field != "id")
            with connection:
                connection.execute(f"ALTER TABLE {table} ADD COLUMN sum INTEGER NOT NULL DEFAULT 0")
                connection.execute(f"UPDATE {table} SET sum = checksum({texts})")  # noqa: S608, ours


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether nothing in the file has changed since it was written."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return (
        connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        and names == PARTS
        and all(map(_is_whole, connection.execute(LEDGER)))
        and all(map(_is_whole, connection.execute(DESK)))
    )


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is at fault, and no lock, right or full disk."""
    return not any(words in str(error) for words in ELSEWHERE)


def readable(path: Path) -> list[tuple[Any, ...]]:
    """The entries that a damaged file still gives: from the first on, and behind each hole."""
    entries: list[tuple[Any, ...]] = []
    with suppress(*DAMAGE), closing(_damaged(path)) as connection:
        wanted = 1
        while wanted:
            with suppress(*DAMAGE):
                for entry in connection.execute(FROM, (wanted,)):
                    if entry[0] < wanted:
                        return entries  # its pages lead in a circle
                    if _is_whole(entry[1:]):
                        entries.append(entry)
                    wanted = entry[0] + 1
                break
            wanted = _behind_hole(connection, wanted)
    return entries


def _damaged(path: Path) -> sqlite3.Connection:
    """Open what is not to be trusted; `writable_schema` reads a file shorter than it says."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def _behind_hole(connection: sqlite3.Connection, start: int) -> int:
    """Number of the first entry from `start` on that can be read; 0 if there is none near."""
    for entry in range(start + 1, start + WIDEST_HOLE):
        with suppress(*DAMAGE):
            if connection.execute(ONE, (entry,)).fetchone():
                return entry
    return 0


def _is_whole(fields: tuple[Any, ...]) -> bool:
    """Whether what stands last is the checksum of what stands before."""
    *texts, told = fields
    return all(isinstance(text, str) for text in texts) and checksum(*texts) == told
