from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.errors import ProgressError
from tutor.learning.answers import Answered
from tutor.learning.confidence import Confidence
from tutor.learning.progress import Foretold, Place, Progress, source_hash

FAILED = Verdict(
    "q_sample",
    Status.FAILED,
    5,
    10,
    (Finding("mixes", Status.PASSED, 5), Finding("shapes", Status.FAILED, 0, "expected (4,)")),
    Mistake("weights-not-sqrt", "roots", "02#two-weights"),
    0.25,
    "hello",
    "kernel",
)
PASSED = Verdict("q_sample", Status.PASSED, 10, 10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".tutor" / "progress.db"


def test_an_exercise_once_passed_stays_passed(path: Path) -> None:
    progress = Progress(path, NOW)

    progress.record_attempt(FAILED, "a", NOW)
    progress.record_attempt(PASSED, "b", NOW)
    progress.record_attempt(FAILED, "c", NOW)

    assert progress.best("q_sample") is Status.PASSED
    assert progress.best("alpha_bar") is None


def test_the_last_attempt_comes_back_whole(path: Path) -> None:
    Progress(path, NOW).record_attempt(FAILED, "source", NOW)

    attempt = Progress(path, NOW).last_attempt("q_sample")

    assert attempt is not None
    assert attempt.verdict == FAILED
    assert attempt.source == source_hash("source")


def test_a_question_once_right_stays_right_and_tries_add_up(path: Path) -> None:
    progress = Progress(path, NOW)
    wrong = Verdict("why", Status.FAILED, 0, 1)
    right = Verdict("why", Status.PASSED, 1, 1)

    progress.record_answer("why", "hash-1", wrong, (1,), NOW)
    progress.record_answer("why", "hash-1", right, (0,), NOW)
    progress.record_answer("why", "hash-2", wrong, (1,), NOW)
    progress.record_answer("how", "hash-3", wrong, (2,), NOW)

    assert progress.answers() == {
        "why": Answered(Status.PASSED, "hash-2", 3, counts=False, missed=NOW),
        "how": Answered(Status.FAILED, "hash-3", 1, counts=False, missed=NOW),
    }


def test_how_sure_an_answer_was_is_kept_with_it(path: Path) -> None:
    progress = Progress(path, NOW)
    wrong = Verdict("why", Status.FAILED, 0, 1)

    progress.record_answer("why", "hash", wrong, (1,), NOW, Confidence.SURE)
    progress.record_answer("why", "hash", wrong, (2,), NOW)

    rows = sqlite3.connect(path).execute("SELECT json_extract(body, '$.confidence') FROM log")
    assert rows.fetchall() == [("sure",), (None,)]


def test_hints_are_remembered_in_order(path: Path) -> None:
    progress = Progress(path, NOW)

    progress.record_hint("q_sample", 1, NOW)
    progress.record_hint("q_sample", 2, NOW)

    assert [one.kind for one in progress.trail("q_sample")] == ["hint", "hint"]
    assert progress.trail("alpha_bar") == []


def test_the_place_of_reading_is_the_last_one_left(path: Path) -> None:
    progress = Progress(path, NOW)

    progress.remember_place("02_forward", 1)
    progress.remember_place("02_forward", 3, scroll=12)

    assert Progress(path, NOW).place() == Place("02_forward", 3, 12)


def test_steps_read_are_counted_once(path: Path) -> None:
    progress = Progress(path, NOW)

    for step in (0, 1, 1):
        progress.record_read("02_forward", step, NOW)

    assert progress.steps_read() == {"02_forward": frozenset({0, 1})}


def test_what_is_left_on_the_desk_is_found_there(path: Path) -> None:
    Progress(path, NOW).leave("draft", {"text": "sqrt("})

    assert Progress(path, NOW).left("draft") == {"text": "sqrt("}
    assert Progress(path, NOW).left("nothing") is None


def test_a_kill_right_after_recording_loses_nothing(path: Path) -> None:
    script = (
        "import os, sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from tutor.learning.progress import Progress\n"
        "from tutor.course.verdict import Verdict, Status\n"
        "now = datetime.now(UTC); progress = Progress(Path(sys.argv[1]), now)\n"
        "progress.record_attempt(Verdict('q_sample', Status.PASSED, 1, 1), '', now)\n"
        "os.kill(os.getpid(), 9)\n"
    )

    subprocess.run([sys.executable, "-c", script, str(path)], check=False)

    assert Progress(path, NOW).best("q_sample") is Status.PASSED


def test_a_file_that_is_no_database_is_set_aside_with_a_notice(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 100)

    progress = Progress(path, NOW)

    aside = path.with_name("progress.db.damaged-20260301-120000")
    assert aside.read_bytes() == b"not a database" * 100
    assert progress.notice == (
        f"your record of progress was damaged; it is kept as `{aside}`, "
        "and 0 entries could be carried over"
    )
    progress.record_attempt(PASSED, "", NOW)
    assert progress.best("q_sample") is Status.PASSED


def test_what_a_damaged_record_still_gives_is_carried_over(path: Path) -> None:
    progress = Progress(path, NOW)
    for minute in range(200):
        progress.record_attempt(PASSED, "x" * 100, NOW + timedelta(minutes=minute))
    progress.close()
    content = bytearray(path.read_bytes())
    content[-8192:] = b"\x5a" * 8192
    path.write_bytes(content)

    rescued = Progress(path, NOW)

    assert "was damaged" in rescued.notice
    assert rescued.best("q_sample") is Status.PASSED


def test_a_record_that_is_damaged_while_it_is_open_is_set_aside_when_that_is_met(
    path: Path,
) -> None:
    progress = Progress(path, NOW)
    progress.record_read("02", 0, NOW)
    damage(path)

    read = progress.steps_read()
    progress.record_read("02", 1, NOW)

    assert read == {}
    assert progress.steps_read() == {"02": {1}}
    assert "your record of progress was damaged; it is kept as" in progress.notice
    assert path.with_name("progress.db.damaged-20260301-120000").exists()


def test_a_record_damaged_twice_is_set_aside_under_two_names(path: Path) -> None:
    progress = Progress(path, NOW)
    for _ in range(2):
        progress.record_read("02", 0, NOW)
        damage(path)
        progress.steps_read()

    assert path.with_name("progress.db.damaged-20260301-120000").exists()
    assert path.with_name("progress.db.damaged-20260301-120000-2").exists()


def damage(path: Path) -> None:
    """Overwrite every page behind the back of whoever has the file open."""
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO log VALUES (NULL, '', '', '', '', 0)")
    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    path.write_bytes(b"garbage!" * (path.stat().st_size // 8))


def test_a_sound_record_is_opened_without_a_notice(path: Path) -> None:
    Progress(path, NOW).close()

    assert Progress(path, NOW).notice == ""


def test_a_record_that_cannot_be_made_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    with pytest.raises(ProgressError) as caught:
        Progress(tmp_path / "file" / ".tutor" / "progress.db", NOW)

    assert str(caught.value) == (
        f"your progress in `{tmp_path}/file/.tutor/progress.db` cannot be read or written: "
        "not a directory"
    )
    assert caught.value.hint == ("make room on the disk, or give yourself the right to write there")


def test_a_full_disk_is_said_and_keeps_what_was_there(path: Path) -> None:
    progress = Progress(path, NOW)
    progress.record_attempt(PASSED, "", NOW)
    progress._record._connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(ProgressError, match="database or disk is full"):
        progress.record_attempt(replace(FAILED, printed="x" * 1_000_000), "", NOW)

    assert progress.best("q_sample") is Status.PASSED


def test_a_locked_record_is_not_taken_for_a_damaged_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress(path, NOW).close()

    def locked(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sqlite3, "connect", locked)
    with pytest.raises(ProgressError, match="database is locked") as caught:
        Progress(path, NOW)

    assert caught.value.hint == "close other tutors of this workspace, and try again"
    assert path.exists()


def test_what_was_foretold_is_kept_for_that_very_question(path: Path) -> None:
    progress = Progress(path, NOW)

    progress.record_prediction("dissolve", "asked", Foretold(300, 260), NOW)
    progress.record_prediction("dissolve", "skipped", Foretold(None, 1), NOW)

    reopened = Progress(path, NOW)
    assert reopened.foretold("dissolve", "asked") == Foretold(300, 260)
    assert reopened.foretold("dissolve", "skipped") == Foretold(None, 1)
    assert reopened.foretold("dissolve", "asked otherwise") is None
    assert reopened.foretold("guidance", "asked") is None
