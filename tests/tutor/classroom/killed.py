"""A driver to be killed: grades what is due in a book, says so, and then waits without end.

    python killed.py BOOK N

After each of the first N grades it prints a line; the worker never ends the one after those.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from tutor.classroom.book import Book
from tutor.classroom.job import Grade, Job
from tutor.classroom.session import grade_due
from tutor.course.verdict import Status


class Stuck:
    def __init__(self, grades: int) -> None:
        self.left = grades

    def grade(self, _: Job) -> Grade:
        self.left -= 1
        if self.left < 0:
            Event().wait()
        return Grade(Status.PASSED, 1.0, 1.0, "{}")

    def close(self) -> None:
        """Never reached."""


book = Book(Path(sys.argv[1]))
for _ in grade_due(book, book.due(), [Stuck(int(sys.argv[2]))], lambda: datetime.now(UTC)):
    sys.stdout.write("graded\n")
    sys.stdout.flush()
