"""What the report of a large class costs: 500 learners, 25 exercises, a hundred questions.

    python tests/benchmarks/report.py

Verdicts are as long as real ones, and no two files are equal. The floor, in the same run, is only
to read what is there: unpack and parse each verdict and each record. Time of the processor.
"""

from __future__ import annotations

import json
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import grading as measured

from tutor.classroom.book import Book
from tutor.classroom.job import Grade
from tutor.classroom.report.made import make_report
from tutor.classroom.report.page import as_page
from tutor.classroom.report.recorded import read_records
from tutor.classroom.submission import Learner, Origin, Submission
from tutor.course.course import Course
from tutor.course.judge import content_hash
from tutor.course.reader import read_course
from tutor.course.verdict import Status

LEARNERS, EXERCISES, QUESTIONS, CHECKS, TRIES = 500, 25, 100, 7, 3
MOST_CPU, MOST_TIMES_FLOOR = 3.0, 4.0
NOW = datetime(2026, 11, 2, tzinfo=UTC)
MESSAGE = "expected {}, seen 0.7544\nthe smallest input that fails:\n" + "    x0  [0.2]\n" * 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        course = written(Path(folder) / "course")
        book = graded(Path(folder), course)
        records = Path(folder) / "records"
        recorded(records, course)
        floor_book, alone = cost(lambda: unpacked(book)), cost(lambda: reported(book, course, None))
        floor = floor_book + cost(lambda: parsed(records))
        both = cost(lambda: reported(book, course, records))
        book.close()
    measured.say(f"{f'{LEARNERS} learners, {EXERCISES} exercises':<46} {'seen':>8} {'limit':>8}")
    measured.limit("CPU of the report of the book, s", alone, "≤", MOST_CPU)
    measured.limit(
        "CPU of it / of only reading the book", alone / floor_book, "≤", MOST_TIMES_FLOOR
    )
    measured.limit(f"CPU with {LEARNERS} records, s", both, "≤", MOST_CPU)
    measured.limit("CPU of it / of only reading both", both / floor, "≤", MOST_TIMES_FLOOR)


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of three."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def reported(book: Book, course: Course, records: Path | None) -> None:
    """The whole of it, as the command does it."""
    read = read_records(records, course.title) if records else ()
    report = make_report(book, course, read, NOW, name=lambda one: one.id, named=False)
    assert (report.learners, len(report.exercises)) == (LEARNERS, EXERCISES)
    assert len(report.questions) == (QUESTIONS if records else 0)
    as_page(report)


def unpacked(book: Book) -> None:
    """Only look at each verdict."""
    for (packed,) in book.rows("SELECT verdict FROM grade"):
        json.loads(zlib.decompress(packed))


def parsed(records: Path) -> None:
    """Only look at each record."""
    for path in records.iterdir():
        json.loads(path.read_bytes())


def written(root: Path) -> Course:
    """A course of one lesson."""
    lesson = "---\ntitle: All\n---\n\n## All\n\nWrite.\n\n"
    for slug in slugs():
        lesson += f"```exercise {slug}\npoints: 10\nhints:\n  - Think.\n```\n\n"
        for place in (f"exercises/01_all/{slug}", f"solutions/01_all/{slug}"):
            text = f"def {slug}(x):\n    return x\n"
            put(root / f"{place}.py", text)
        put(root / f"tests/exercises/01_all/test_{slug}.py", "")
    for number in range(QUESTIONS):
        lesson += f"```quiz choice id=ask-{number}\nWhat is {number}?\n\n"
        lesson += "- [x] right\n  > Yes.\n- [ ] wrong  {doubles}\n  > No.\n```\n\n"
    put(root / "lessons/01_all.md", lesson)
    put(root / "lessons/course.yaml", "title: All\n")
    put(
        root / "lessons/misconceptions.yaml",
        "doubles:\n  title: doubles\n  why: Halve.\n  see: 01_all#all\n",
    )
    return read_course(root)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def slugs() -> list[str]:
    return [f"exercise_{number}" for number in range(EXERCISES)]


def graded(folder: Path, course: Course) -> Book:
    """A third of all is wrong; of those, a third has a name, and a third is wrong in one way."""
    book, chance = Book(folder / "book.db"), Random(1)
    book.teach({slug: (slug, 10.0) for slug in slugs()})
    handed_in = (
        one
        for number in range(LEARNERS)
        for who in [Learner(Origin.FOLDER, f"learner-{number}", f"Learner {number}")]
        for one in (who, *(_submission(who, slug) for slug in slugs()))
    )
    list(book.take(handed_in, NOW))
    for due in book.due():
        book.grade(book.job(*due), _grade(due[0], chance), NOW)
    return book


def _submission(who: Learner, slug: str) -> Submission:
    source = f"def {slug}(x):\n    return x * 2  # {who.id}\n".encode()
    return Submission(who, slug, f"{who.id}/{slug}.py", source)


def _grade(slug: str, chance: Random) -> Grade:
    wrong = chance.random() < 1 / 3
    kind = chance.randrange(3)
    mistake = {"id": "doubles", "why": "Halve.", "see": "01_all#all"} if kind == 0 else None
    expected = "0.955" if kind == 1 else str(chance.random())
    verdict = _verdict(slug, MESSAGE.format(expected) if wrong else "", mistake if wrong else None)
    told = {"schema": 1, "exercises": [verdict], "isolation": "full"}
    status = Status.FAILED if wrong else Status.PASSED
    return Grade(status, 0.0 if wrong else 10.0, 10.0, json.dumps(told, indent=2))


def _verdict(slug: str, message: str, mistake: dict[str, str] | None) -> dict[str, object]:
    status = "failed" if message else "passed"
    checks = [
        {"name": f"The check of number {number}, in as many words as one has", "status": status,
         "points": 0.0, "out_of": 10 / CHECKS, "message": message, "seconds": 0.012}
        for number in range(CHECKS)
    ]  # fmt: skip
    facts = {"exercise": slug, "status": status, "checks": checks, "mistake": mistake}
    return facts | {"points": 0.0, "out_of": 10.0, "seconds": 0.2, "also": None, "seed": 7}


def recorded(folder: Path, course: Course) -> None:
    """Three tries at each exercise and at each question, as they are exported."""
    folder.mkdir()
    asked = {one.id: content_hash(one) for lesson in course.lessons for one in lesson.questions}
    chance = Random(2)
    for number in range(LEARNERS):
        log: list[dict[str, object]] = []
        for slug in slugs():
            log += [_attempt(slug, attempt, len(log)) for attempt in range(TRIES)]
        for name, content in asked.items():
            right = chance.random() < 0.7
            log.append(
                {"at": _at(len(log)), "kind": "answer", "subject": name, "content": content,
                 "status": "passed" if right else "failed", "given": [0 if right else 1],
                 "mistake": None if right else "doubles", "confidence": None}
            )  # fmt: skip
        told = {"schema": 1, "course": "All", "exported": NOW.isoformat(), "log": log}
        put(folder / f"learner-{number}.json", json.dumps(told, indent=1))


def _attempt(slug: str, attempt: int, number: int) -> dict[str, object]:
    verdict = _verdict(slug, "" if attempt == TRIES - 1 else MESSAGE.format(attempt), None)
    verdict |= {"subject": slug, "findings": verdict.pop("checks"), "isolation": "full"}
    return {"at": _at(number), "kind": "attempt", "subject": slug, "verdict": verdict,
            "source": "0" * 64}  # fmt: skip


def _at(number: int) -> str:
    return (NOW + timedelta(minutes=3 * number)).isoformat()


if __name__ == "__main__":
    main()
