"""A record cut off or changed anywhere: set aside, said so, and what is whole carried over."""

from __future__ import annotations

import random
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.learning.progress import Progress

ENTRIES = 400


WRITTEN = {
    ((NOW + timedelta(hours=number)).isoformat(), f"lesson {number % 7}", number)
    for number in range(ENTRIES)
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A record of some size, closed."""
    path = tmp_path_factory.mktemp("whole") / "progress.db"
    progress = Progress(path, NOW)
    for number in range(ENTRIES):
        progress.record_read(f"lesson {number % 7}", number, NOW + timedelta(hours=number))
    progress.close()
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.mark.parametrize("seed", range(12))
def test_a_record_that_was_cut_off_is_set_aside_and_never_lost_silently(
    whole: bytes, path: Path, seed: int
) -> None:
    length = random.Random(seed).randrange(len(whole))
    path.write_bytes(whole[:length])

    progress = Progress(path, NOW)
    kept = sum(map(len, progress.steps_read().values()))
    progress.record_read("lesson 1", ENTRIES, NOW)
    progress.close()

    aside = path.with_name("progress.db.damaged-20260301-120000")
    assert aside.read_bytes()[:length] == whole[:length]
    assert f"and {kept} entries could be carried over" in progress.notice


def test_of_a_record_that_lost_its_end_the_beginning_is_carried_over(
    whole: bytes, path: Path
) -> None:
    path.write_bytes(whole[: len(whole) - len(whole) // 4])

    progress = Progress(path, NOW)

    kept = sorted(step for steps in progress.steps_read().values() for step in steps)
    assert len(kept) > 50
    assert kept == list(range(len(kept)))
    progress.close()


def test_an_empty_file_is_no_new_record(path: Path) -> None:
    path.write_bytes(b"")

    progress = Progress(path, NOW)

    assert progress.notice == (
        f"your record of progress was damaged; it is kept as "
        f"`{path}.damaged-20260301-120000`, and 0 entries could be carried over"
    )
    progress.close()


def test_what_lies_behind_a_hole_is_carried_over(whole: bytes, path: Path) -> None:
    middle = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:middle] + bytes(4096) + whole[middle + 4096 :])

    progress = Progress(path, NOW)

    kept = {step for steps in progress.steps_read().values() for step in steps}
    assert "was damaged" in progress.notice
    assert {0, ENTRIES - 1} <= kept
    assert ENTRIES - 100 < len(kept) < ENTRIES
    progress.close()


@pytest.mark.parametrize("seed", range(40))
def test_a_bit_that_flipped_is_noticed_and_no_entry_comes_back_changed(
    whole: bytes, path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    flipped = bytearray(whole)
    flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    path.write_bytes(flipped)

    progress = Progress(path, NOW)
    kept = {(one["at"], one["subject"], one["step"]) for one in progress.log()}
    progress.close()

    assert kept <= WRITTEN
    assert progress.notice or kept == WRITTEN


def test_a_record_from_before_there_were_checksums_goes_on_with_all_its_entries(path: Path) -> None:
    with sqlite3.connect(path) as older:
        older.executescript(
            "CREATE TABLE log (id INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL,"
            " subject TEXT NOT NULL, body TEXT NOT NULL);"
            "CREATE INDEX log_by_subject ON log (kind, subject);"
            "CREATE TABLE desk (name TEXT PRIMARY KEY, body TEXT NOT NULL);"
        )
        read = ("2026-03-01T12:00:00+00:00", "read", "02", '{"step": 3}')
        older.execute("INSERT INTO log (at, kind, subject, body) VALUES (?, ?, ?, ?)", read)
        older.execute("INSERT INTO desk VALUES ('draft', '{\"text\": \"mine\"}')")
    older.close()

    Progress(path, NOW).close()
    progress = Progress(path, NOW)
    progress.record_read("02", 4, NOW)

    assert progress.notice == ""
    assert progress.steps_read() == {"02": {3, 4}}
    assert progress.left("draft") == {"text": "mine"}
    progress.close()
