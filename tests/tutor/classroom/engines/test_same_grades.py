"""Forty submissions come to the same grades, whoever grades them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.tutor.classroom.conftest import NOW, submission
from tests.tutor.grading.conftest import SOLUTION, STUB
from tutor.classroom.book import Book
from tutor.classroom.engines.choosing import Wanted, hiring
from tutor.classroom.engines.local import Local
from tutor.classroom.engines.threads import Worker
from tutor.classroom.job import bundles, grader_hash
from tutor.classroom.merging import merge
from tutor.classroom.session import Shard, grade_due
from tutor.classroom.submission import Learner, Origin
from tutor.course.course import Course

Grades = dict[str, tuple[str, float, dict[str, object]]]
"""Status, points and verdict of each source, by its hash."""

KINDS = (
    SOLUTION,
    STUB,
    "",
    "def halve(x:\n",
    "def halve(x):\n    return x - 2\n",
    "def halve(x):\n    return 2 * x\n",
    "def halve(x):\n    print('half', x.shape)\n    return (x / 2).round()\n",
    "def halve(x):\n    raise ValueError('no half of this')\n",
    "def halve(x):\n    return x.detach() / 2\n",
    "import torch\n\n\ndef halve(x):\n    return torch.rand(2, 3, dtype=x.dtype)\n",
)


class Lent:
    """A worker that is closed by whom it belongs to, and so stays warm."""

    def __init__(self, worker: Worker) -> None:
        self.grade = worker.grade

    def close(self) -> None:
        """Not by who has borrowed it."""


@pytest.fixture(scope="module")
def worker(course: Course) -> Iterator[Worker]:
    with closing(Local(course, trusting=True)) as worker:
        yield Lent(worker)


@pytest.fixture(scope="module")
def one_by_one(worker: Worker, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Grades:
    """With nothing side by side."""
    with closing(book_of_a_class(tmp_path_factory.mktemp("one"), course)) as book:
        for due in book.due():
            job = book.job(*due)
            book.grade(job, worker.grade(job), NOW)
        return grades(book)


def book_of_a_class(folder: Path, course: Course, name: str = "book.db") -> Book:
    """With forty different files of forty learners."""
    book = Book(folder / name)
    book.teach(bundles(course, grader_hash()))
    learners = [Learner(Origin.FOLDER, f"learner-{n}", "") for n in range(40)]
    handed_in = (
        submission(one, "halve", KINDS[n % len(KINDS)] + "\n" * (n // len(KINDS)))
        for n, one in enumerate(learners)
    )
    assert not list(book.take(handed_in, NOW))
    return book


def grade_with(workers: Sequence[Worker], book: Book, part: Shard) -> None:
    due = [one for one in book.due() if part.has(one[2])]
    assert list(grade_due(book, due, workers, lambda: NOW)) == [None] * len(due)


def grades(book: Book) -> Grades:
    """All that does not depend on how busy a machine was."""
    rows = book.rows("SELECT source, status, points, verdict FROM grade")
    return {source: (status, points, timeless(packed)) for source, status, points, packed in rows}


def timeless(packed: bytes) -> dict[str, object]:
    verdict = json.loads(zlib.decompress(packed))
    for exercise in verdict["exercises"]:
        del exercise["seconds"]
        for check in exercise["checks"]:
            del check["seconds"]
    return verdict


def test_forty_are_graded_in_every_way(one_by_one):
    statuses = sorted(status for status, _, _ in one_by_one.values())

    assert statuses == ["failed"] * 32 + ["not_started"] * 4 + ["passed"] * 4


@pytest.mark.parametrize("where", ["local", "cluster"])
def test_grades_are_the_same_side_by_side(where, course, one_by_one, tmp_path):
    wanted = Wanted(where, 2, trusting=True, folder=tmp_path)

    with (
        closing(book_of_a_class(tmp_path, course)) as book,
        hiring(wanted, course)(40) as workers,
    ):
        grade_with(workers, book, Shard())
        found = grades(book)

    assert found == one_by_one


def test_grades_are_the_same_in_parts_that_are_merged(worker, course, one_by_one, tmp_path):
    parts = [Shard(number, 4) for number in range(1, 5)]
    for part in parts:
        with closing(book_of_a_class(tmp_path, course, part.file("book.db"))) as book:
            grade_with([worker], book, part)

    with closing(Book(tmp_path / "book.db")) as whole:
        counts = [merge(whole, tmp_path / part.file("book.db")) for part in parts]
        again = [merge(whole, tmp_path / part.file("book.db")) for part in parts]
        found = grades(whole)

    assert found == one_by_one
    assert (sum(counts), again) == (40, [0, 0, 0, 0])
