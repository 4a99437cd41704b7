"""A class of four without a platform, and a book that nobody has written in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutor.classroom.book import Book
from tutor.classroom.job import Grade, Job
from tutor.classroom.submission import Learner, Origin, Submission
from tutor.course.verdict import Status
from tutor.errors import BlockedError

NOW = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
ADA = Learner(Origin.CANVAS, "12345", "lovelaceada")
BOB = Learner(Origin.FOLDER, "bob", "bob", "bob@example.org")
TAUGHT = {"alpha_bar": ("a" * 64, 5.0), "q_sample": ("b" * 64, 10.0)}


class Counter:
    """A grader that does nothing: all points for what says so, and a count of what it was asked."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def grade(self, job: Job) -> Grade:
        self.jobs.append(job)
        if b"breaks" in job.source:
            raise BlockedError("the grader ended before it was done")
        out_of = dict(TAUGHT.values())[job.bundle]
        points, status = (out_of, Status.PASSED) if b"right" in job.source else (0, Status.FAILED)
        return Grade(status, points, out_of, '{"schema": 1}')

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    book = Book(tmp_path / "book.db")
    book.teach(TAUGHT)
    yield book
    book.close()


def submission(learner: Learner, exercise: str, source: str) -> Submission:
    return Submission(learner, exercise, f"{learner.id}/{exercise}.py", source.encode())
