"""What a damaged record still gives: every whole entry that can be reached."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

WIDEST_HOLE = 1000
"""Entries that may be missing before entries that can still be read; a page holds about 40."""
DAMAGE = (sqlite3.Error, UnicodeError)
"""What reading it can end in; names of columns are text of the file too."""
FROM = "SELECT * FROM log WHERE id >= ? ORDER BY id"
ONE = "SELECT * FROM log WHERE id = ?"


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
                    if _is_whole(entry):
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


def _is_whole(entry: tuple[Any, ...]) -> bool:
    """Whether an entry is what the tutor wrote, and not what happened to lie there."""
    _, at, kind, subject, body = entry
    try:
        datetime.fromisoformat(at)
        return isinstance(json.loads(body), dict) and bool(kind and subject)
    except (TypeError, ValueError):
        return False
