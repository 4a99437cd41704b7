"""What it costs to grade a class: for each submission, for many workers, for many submissions.

    python tests/benchmarks/classroom.py

Real grades are of twelve calls each, and compared with plain pytest for each submission, in the
same run. The long list is graded by a grader that does nothing: what is left is the driver's.
Time of the processor says most; throughput means something on a machine that does nothing else.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import grading as measured
import twelve_calls

from tutor.classroom.book import Book
from tutor.classroom.engines.local import Local
from tutor.classroom.engines.threads import Outcome, done
from tutor.classroom.job import Grade, Job, bundle, grader_hash
from tutor.classroom.reading.reader import read_class
from tutor.classroom.session import grade_due
from tutor.course.course import Course
from tutor.course.verdict import Status

SUBMISSIONS, ROUNDS, MANY, EACH = 40, 7, 50_000, 25
MOST_CPU, LEAST_GAIN, MOST_MEMORY, MOST_LOOK_UP = 0.15, 1.8, 600, 5.0


class Nothing:
    """A grader that does nothing, and counts how often."""

    count = 0

    def grade(self, _: Job) -> Grade:
        self.count += 1
        return Grade(Status.PASSED, 1.0, 1.0, '{"schema": 1, "exercises": []}')

    def close(self) -> None:
        """Nothing is held."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        course, plain = measured.written(Path(folder))
        cold = measured.cost(lambda: measured.run_cold("-m", "pytest", "-q", str(plain)), times=5)
        rounds = in_rounds(course)
    one, two = (
        Cost(*map(statistics.median, zip(*some, strict=True))) for some in zip(*rounds, strict=True)
    )
    gain = statistics.median(first.wall / second.wall for first, second in rounds)
    measured.say(f"{'':<46} {'seen':>8} {'limit':>8}")
    measured.limit("CPU of a submission, ms", one.cpu * 1000, "≤", MOST_CPU * 1000)
    measured.limit("CPU of a submission, two workers, ms", two.cpu * 1000, "≤", MOST_CPU * 1000)
    measured.limit("throughput of two workers, % of one", 100 * gain, "≥", 100 * LEAST_GAIN)
    measured.say(f"{'cores that one worker used, and two':<46} {one.cores:8.2f} {two.cores:8.2f}")
    measured.say(f"{'CPU of plain pytest / of a submission':<46} {cold.cpu / one.cpu:8.1f}")
    with tempfile.TemporaryDirectory() as folder:
        grade_many(Path(folder))


class Cost(NamedTuple):
    """What one of many submissions costs."""

    cpu: float
    wall: float

    @property
    def cores(self) -> float:
        return self.cpu / self.wall


def in_rounds(course: Course) -> list[tuple[Cost, Cost]]:
    """With one worker and with two, in turns, once all are warm: what else runs disturbs both."""
    about = bundle(course.exercises["q_sample"], grader_hash())
    texts = cycle((twelve_calls.SOLUTION, twelve_calls.SOLUTION, twelve_calls.MISTAKEN))
    jobs = [
        Job("q_sample", about, f"{text}# {number}\n".encode())
        for number, text in enumerate(islice(texts, SUBMISSIONS))
    ]
    crews = [[Local(course, trusting=False) for _ in range(count)] for count in (1, 2)]
    running = [done(cycle(jobs), crew) for crew in crews]
    for ended in running:
        cost(ended)
    rounds = [(cost(running[0]), cost(running[1])) for _ in range(ROUNDS)]
    for ended in running:
        ended.close()  # after the last look: what ended processes have spent is nobody's to see
    return rounds


def cost(ended: Iterator[tuple[Job, Outcome]]) -> Cost:
    """Of the next submissions; those under way at the beginning make up for those at the end."""
    spent, began = measured.spent(), time.perf_counter()
    outcomes = [outcome for _, outcome in islice(ended, SUBMISSIONS)]
    wall, cpu = time.perf_counter() - began, measured.spent() - spent
    assert all(isinstance(one, Grade) for one in outcomes), outcomes
    return Cost(cpu / SUBMISSIONS, wall / SUBMISSIONS)


def grade_many(folder: Path) -> None:
    """Fifty thousand submissions by a grader that does nothing, and once more."""
    slugs = [f"exercise_{number}" for number in range(EACH)]
    for number in range(MANY // EACH):
        learner = folder / "class" / f"learner-{number}"
        learner.mkdir(parents=True)
        for slug in slugs:
            text = f"def {slug}(x):\n    return x + {number}\n" + "# what they thought\n" * 50
            (learner / f"{slug}.py").write_text(text, encoding="utf-8")
    book = Book(folder / "book.db")
    book.teach({slug: (slug, 1.0) for slug in slugs})
    first, read, seconds = run(book, folder / "class", slugs)
    second, *_ = run(book, folder / "class", slugs)
    times = [look_up(book) for _ in range(3)]
    book.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    measured.say(f"\n{f'{first:,} submissions, a grader that does nothing':<46}")
    measured.say(f"{'CPU of reading them, s':<46} {read:8.1f}")
    measured.say(f"{'CPU of a grade in the driver, ms':<46} {seconds / MANY * 1000:8.2f}")
    measured.limit("memory of the driver, MB", memory, "≤", MOST_MEMORY)
    measured.limit("CPU of looking up what is due, s", statistics.median(times), "≤", MOST_LOOK_UP)
    measured.limit("grades of a second run", second, "≤", 0)


def run(book: Book, submissions: Path, slugs: list[str]) -> tuple[int, float, float]:
    """How many were graded, and CPU seconds of reading and of the rest."""
    nothing, now = Nothing(), datetime(2026, 11, 2, tzinfo=UTC)
    began = time.process_time()
    assert not list(book.take(read_class([submissions], slugs), now))
    read = time.process_time()
    for _ in grade_due(book, book.due(), [nothing], lambda: now):
        pass
    return nothing.count, read - began, time.process_time() - read


def look_up(book: Book) -> float:
    """CPU seconds."""
    began = time.process_time()
    book.due()
    return time.process_time() - began


if __name__ == "__main__":
    main()
