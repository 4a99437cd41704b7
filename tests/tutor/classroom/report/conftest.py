"""A course of one lesson, verdicts and records for it, and a report with something everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tutor.classroom.book import Book
from tutor.classroom.job import Grade
from tutor.classroom.report.figures import Report
from tutor.classroom.report.made import make_report
from tutor.classroom.report.recorded import read_records
from tutor.classroom.submission import Learner, Origin, Submission
from tutor.course.course import Course
from tutor.course.judge import content_hash
from tutor.course.reader import read_course
from tutor.course.verdict import Status

NOW = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
FILES = {
    "lessons/course.yaml": "title: Two functions\n",
    "lessons/misconceptions.yaml": (
        "doubles:\n  title: doubles $x_t$\n  why: Halve it.\n  see: 01_jump#jump\n"
        "halves-twice:\n  title: halves twice\n  why: Once.\n  see: 01_jump#jump\n"
    ),
    "lessons/01_jump.md": (
        "---\ntitle: The jump\n---\n\n## Jump\n\nWrite it.\n\n"
        "```exercise halve\npoints: 10\nhints:\n  - Halve it.\n```\n\n"
        "```exercise turn\npoints: 5\nhints:\n  - Turn it.\n```\n\n"
    )
    + "".join(
        f"```quiz choice id=ask-{number}\nWhat is half of {number}?\n\n"
        "- [x] half\n  > Yes.\n- [ ] double  {doubles}\n  > No.\n- [ ] none of it\n  > No.\n```\n\n"
        for number in range(8)
    ),
    "exercises/01_jump/halve.py": "def halve(x):\n    raise NotImplementedError\n",
    "exercises/01_jump/turn.py": "def turn(x):\n    raise NotImplementedError\n",
    "solutions/01_jump/halve.py": "def halve(x):\n    return x / 2\n",
    "solutions/01_jump/turn.py": "def turn(x):\n    return -x\n",
    "tests/exercises/01_jump/test_halve.py": "",
    "tests/exercises/01_jump/test_turn.py": "",
}
BUNDLES = {"halve": ("a" * 64, 10.0), "turn": ("b" * 64, 5.0)}
MISTAKE = {"id": "doubles", "why": "Halve it.", "see": "01_jump#jump"}
WRONG_OUTPUT = "expected 1, seen 3\nthe smallest input that fails:\n    x  2"


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("two-functions")
    for place, text in FILES.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, encoding="utf-8")
    return read_course(root)


def learner(number: int) -> Learner:
    return Learner(Origin.FOLDER, f"learner-{number}", f"Learner {number}")


class Class:
    """A class that hands in, is graded, and exports its records."""

    def __init__(self, folder: Path, course: Course) -> None:
        self.book = Book(folder / "book.db")
        self.book.teach(BUNDLES)
        self.course = course
        self.records = folder / "records"
        self.records.mkdir()

    def hands_in(self, number: int, exercise: str, source: str = "right", **verdict: Any) -> None:
        """Hand a file in and grade it: passed, unless a message or a mistake says otherwise."""
        who = learner(number)
        handed_in = Submission(who, exercise, f"{who.id}/{exercise}.py", source.encode())
        list(self.book.take((who, handed_in), NOW))
        for due in self.book.due():
            self.book.grade(self.book.job(*due), graded(exercise, **verdict), NOW)

    def records_of(self, number: int, log: list[dict[str, Any]], **others: Any) -> Path:
        """Export the record of a learner."""
        path = self.records / f"learner-{number}.json"
        told = {"schema": 1, "course": "Two functions", "exported": NOW.isoformat(), "log": log}
        path.write_text(json.dumps(told | others), encoding="utf-8")
        return path

    def report(self, *, named: bool = False) -> Report:
        """What there is to say."""
        records = read_records(self.records, self.course.title)
        return make_report(
            self.book, self.course, records, NOW, name=lambda one: one.name, named=named
        )


@pytest.fixture
def school(tmp_path: Path, course: Course):
    school = Class(tmp_path, course)
    yield school
    school.book.close()


@pytest.fixture
def answers(course: Course) -> Callable[..., list[dict[str, Any]]]:
    """The entries of somebody who answers the questions in order, a minute each."""
    asked = {one.id: content_hash(one) for one in course.lessons[0].questions}

    def made(rights: list[bool], given: int = 1) -> list[dict[str, Any]]:
        return [
            {
                "at": (NOW + timedelta(minutes=minute)).isoformat(),
                "kind": "answer",
                "subject": f"ask-{minute}",
                "status": "passed" if right else "failed",
                "content": asked[f"ask-{minute}"],
                "given": [0] if right else [given],
                "mistake": "doubles" if not right and given == 1 else None,
                "confidence": None,
            }
            for minute, right in enumerate(rights)
        ]

    return made


def attempt(
    minute: float, exercise: str, status: str = "failed", check: str = "Half of each number"
) -> dict[str, Any]:
    """An entry of a record."""
    return {
        "at": (NOW + timedelta(minutes=minute)).isoformat(),
        "kind": "attempt",
        "subject": exercise,
        "source": "0" * 64,
        "verdict": {
            "status": status,
            "findings": [{"name": check, "status": status}],
            "mistake": None,
            "also": None,
        },
    }


def graded(
    exercise: str,
    message: str = "",
    mistake: dict[str, str] | None = None,
    others: Sequence[tuple[str, str]] = (),
) -> Grade:
    """others: further checks that failed, each with what it said."""
    failed = bool(message or mistake)
    status = Status.FAILED if failed else Status.PASSED
    out_of = BUNDLES[exercise][1]
    checks = [
        {"name": name, "status": status, "message": said}
        for name, said in (("Half of each number", message), *others)
    ]
    told = {"exercise": exercise, "status": status, "checks": checks, "mistake": mistake}
    body = json.dumps({"exercises": [told | {"also": None, "printed": ""}]})
    return Grade(status, 0.0 if failed else out_of, out_of, body)
