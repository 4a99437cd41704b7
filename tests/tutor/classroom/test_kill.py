"""The driver is killed in the middle: the next run grades what is left, and nothing twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.classroom.conftest import ADA, NOW, TAUGHT, Counter, submission
from tutor.classroom.book import Book
from tutor.classroom.reading.tree import UnfitError
from tutor.classroom.session import grade_due
from tutor.classroom.submission import Learner, Origin

SCRIPT = Path(__file__).with_name("killed.py")
LEARNERS = [Learner(Origin.FOLDER, f"learner-{n}", "") for n in range(9)]


def killed_after(path: Path, grades: int) -> None:
    """Run the driver until it has written down so many grades."""
    run = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(path), str(grades)], stdout=subprocess.PIPE
    )
    with run:
        for _ in range(grades):
            assert run.stdout.readline() == b"graded\n"
        run.kill()


def test_a_kill_loses_only_what_was_under_way(tmp_path):
    path = tmp_path / "book.db"
    book = Book(path)
    book.teach(TAUGHT)
    list(book.take((submission(one, "q_sample", one.id) for one in LEARNERS), NOW))
    book.close()

    for grades in (2, 1, 3):
        killed_after(path, grades)
    book, counter = Book(path), Counter()
    list(grade_due(book, book.due(), [counter], lambda: NOW))

    assert len(counter.jobs) == 9 - 2 - 1 - 3
    assert book.due() == []
    assert book.rows("SELECT count(*) FROM event WHERE kind = 'graded'") == [(9,)]
    assert book.rows("PRAGMA integrity_check") == [("ok",)]
    book.close()


def test_reading_that_ends_early_leaves_nothing_half_written(book):
    def until_something_breaks():
        yield ADA
        yield submission(ADA, "q_sample", "right")
        raise UnfitError("gone")

    with pytest.raises(UnfitError):
        list(book.take(until_something_breaks(), NOW))

    assert book.rows("SELECT * FROM learner") == []
    assert book.rows("SELECT * FROM submission") == []
