"""`tutor class`: what a class handed in becomes a book of grades, and what goes back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tutor.classroom.book import Book
from tutor.classroom.engines.choosing import Hiring, Wanted, hiring
from tutor.classroom.handing_back.everything import hand_back
from tutor.classroom.handing_back.filled import opened
from tutor.classroom.handing_back.spreadsheet import number
from tutor.classroom.handing_back.written import write
from tutor.classroom.job import bundles, grader_hash
from tutor.classroom.merging import merge as merge_books
from tutor.classroom.reading.reader import read_class
from tutor.classroom.session import Due, Shard, grade_due, shard
from tutor.classroom.submission import Oddity
from tutor.cli.desk import Desk
from tutor.cli.progress_bar import counted
from tutor.course import finder
from tutor.course.course import Course
from tutor.errors import TutorError

BOOK = "book.db"
REPORT = "report.txt"
ODDITIES_SHOWN = 20


def grade(arguments: Namespace, desk: Desk) -> int:
    """Grade what is due, then write all that goes back, even if it was not all."""
    part = shard(arguments.shard) if arguments.shard else Shard()
    course, folder = desk.course, arguments.to
    wanted = Wanted(arguments.on, arguments.workers, arguments.trust_submissions, folder)
    hire = hiring(wanted, course)
    for path in arguments.fill:
        opened(path)  # before an hour is spent
    with closing(Book(folder / part.file(BOOK))) as book:
        book.teach(bundles(course, grader_hash()))
        found = read_class(arguments.submissions, course.exercises, arguments.prefix)
        odd = list(book.take(found, desk.now()))
        due = [one for one in book.due() if part.has(one[2])]
        blocked: list[Oddity] = []
        try:
            _grade(due, hire, desk, book, blocked)
        finally:
            left = sum(part.has(source) for _, _, source in book.due())
            print(f"{len(due) - left} graded now, {len(blocked)} blocked, {left} still due")
            if left:
                print("run the same command again for what is due")
            _finish(book, part, arguments, desk, [*odd, *blocked])
    return 3 if blocked else 0


def merge(arguments: Namespace, desk: Desk) -> int:
    """Bring the books of all shards together, then write all that goes back."""
    with closing(Book(arguments.to / BOOK)) as book:
        for path in arguments.books:
            print(f"{path}: {merge_books(book, path)} new grades")
        _show(_hand_back(book, desk.course, arguments))
    return 0


def mark(arguments: Namespace, desk: Desk) -> int:
    """Give a learner a mark that counts instead of the grade, or take it back."""
    path = arguments.to / BOOK
    if not path.is_file():
        raise TutorError(f"there is no book at `{path}`", "grade first, or name its folder: `--to`")
    exercise = finder.exercise(desk.course, arguments.exercise)
    points = None if arguments.points == "none" else _points(arguments.points)
    with closing(Book(path)) as book:
        learner = _learner(book, arguments.learner)
        book.mark(learner, exercise.slug, points, arguments.because, desk.now())
        told = "what was graded counts again"
        if points is not None:
            told = f"{number(points)} of {number(exercise.points)} points"
        print(f"{learner}, {exercise.slug}: {told}")
        _show(_hand_back(book, desk.course, arguments))
    return 0


def _grade(due: list[Due], hire: Hiring, desk: Desk, book: Book, blocked: list[Oddity]) -> None:
    if not due:
        return
    with hire(len(due)) as workers:
        graded = grade_due(book, due, workers, desk.now)
        blocked.extend(one for one in counted(graded, len(due), "graded") if one)


def _finish(book: Book, part: Shard, arguments: Namespace, desk: Desk, odd: list[Oddity]) -> None:
    """Write all that goes back, of a part nothing, and in any case the report."""
    try:
        if part.of == 1:
            odd += _hand_back(book, desk.course, arguments)
    finally:
        _report(odd, arguments.to / part.file(REPORT))


def _report(odd: list[Oddity], path: Path) -> None:
    write(path, "".join(f"{one}\n" for one in odd))
    _show(odd[:ODDITIES_SHOWN])
    if (more := len(odd) - ODDITIES_SHOWN) > 0:
        print(f"and {more:,} more: see `{path}`")


def _show(odd: Iterable[Oddity]) -> None:
    for one in odd:
        print(one)


def _hand_back(book: Book, course: Course, arguments: Namespace) -> list[Oddity]:
    gradebook, odd = hand_back(book, course, arguments.to, arguments.fill)
    counts = (len(gradebook.rows), "learner"), (len(gradebook.exercises), "exercise")
    told = ", ".join(f"{n:,} {what}" if n == 1 else f"{n:,} {what}s" for n, what in counts)
    print(f"{told}: all is in `{arguments.to}`")
    return odd


def _points(text: str) -> float:
    try:
        points = float(text)
    except ValueError:
        points = -1.0
    if not 0 <= points < float("inf"):
        raise TutorError(f"`{text}` are no points", "write a number from 0, or `none`")
    return points


def _learner(book: Book, name: str) -> str:
    """The key of the learner who is meant by a key, an id or an email."""
    query = "SELECT key FROM learner WHERE ? IN (key, id, email) ORDER BY key"
    found = [key for (key,) in book.rows(query, name)]
    if len(found) > 1:
        raise TutorError(f"several learners are called `{name}`", f"name one, as `{found[0]}`")
    if not found:
        raise TutorError(f"no learner is called `{name}`", "see their ids in `gradebook.json`")
    return str(found[0])
