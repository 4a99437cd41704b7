"""Grading what is due: the book says what that is, workers do it, and the book takes it down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from tutor.classroom.book import Book, hash_of
from tutor.classroom.engines.threads import Worker, done
from tutor.classroom.job import Grade, Job
from tutor.classroom.submission import Oddity
from tutor.errors import TutorError

SHARD = re.compile(r"(\d+)/(\d+)")
PATHS = "SELECT path FROM submission WHERE exercise = ? AND source = ? ORDER BY path"
Due = tuple[str, str, str]


@dataclass(frozen=True)
class Shard:
    """One of several equal parts of what is due, for machines that do not know of each other."""

    number: int = 1
    of: int = 1

    def file(self, name: str) -> str:
        """What a file of this part is called, as `book-1-of-4.db`; that of the whole is `name`."""
        stem, _, suffix = name.rpartition(".")
        return name if self.of == 1 else f"{stem}-{self.number}-of-{self.of}.{suffix}"

    def has(self, source: str) -> bool:
        """Whether a source, by its hash, is in this part."""
        return int(source[:8], 16) % self.of == self.number - 1


def shard(text: str) -> Shard:
    """The part that somebody asked for, as `2/4`; TutorError if there is none."""
    found = SHARD.fullmatch(text)
    part = Shard(int(found[1]), int(found[2])) if found else None
    if part is None or not 1 <= part.number <= part.of:
        raise TutorError(f"`{text}` is no part", "write it as `1/4` to `4/4`")
    return part


def grade_due(
    book: Book,
    due: Sequence[Due],
    workers: Sequence[Worker],
    now: Callable[[], datetime],
) -> Iterator[Oddity | None]:
    """Grade it all; None for each grade, an oddity for each that is blocked."""
    jobs = (book.job(*one) for one in due)
    with closing(done(jobs, workers)) as ended:
        for job, outcome in ended:
            if isinstance(outcome, Grade):
                book.grade(job, outcome, now())
                yield None
            else:
                book.blocked(job, str(outcome), now())
                yield Oddity(_place(book, job), f"no mark could be given: {outcome}")


def _place(book: Book, job: Job) -> str:
    """Where it was handed in; by several, if it was copied."""
    paths = [path for (path,) in book.rows(PATHS, job.exercise, hash_of(job.source))]
    return paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} equal to it"
