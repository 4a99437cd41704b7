"""`tutor class report`: how a class does, in the terminal and as a page."""

from __future__ import annotations

import secrets
from argparse import Namespace
from contextlib import closing

from tutor.classroom.book import Book
from tutor.classroom.handing_back.written import write
from tutor.classroom.report.made import make_report
from tutor.classroom.report.page import as_page
from tutor.classroom.report.pseudonyms import key_beside, pseudonym
from tutor.classroom.report.recorded import read_records
from tutor.classroom.report.terminal import lines, show
from tutor.classroom.submission import Learner
from tutor.cli.classroom.grading import BOOK
from tutor.cli.desk import Desk
from tutor.cli.lines import fitted
from tutor.errors import TutorError
from tutor.typeset import spelt

PAGE, WITH_NAMES = "class.html", "class-with-names.html"
"""Two files, so that nobody hands on the one for the other."""


def report(arguments: Namespace, desk: Desk) -> int:
    """Say what the book and the records say, and write it as a page beside the book."""
    path = arguments.to / BOOK
    if not path.is_file():
        raise TutorError(f"there is no book at `{path}`", "grade first, or name its folder: `--to`")
    records = read_records(arguments.records, desk.course.title) if arguments.records else ()
    key = b"" if arguments.names else key_beside(arguments.to, secrets.token_bytes)

    def called(learner: Learner) -> str:
        return learner.name if arguments.names else pseudonym(key, learner.key)

    with closing(Book(path)) as book:
        made = make_report(
            book, desk.course, records, desk.now(), name=called, named=arguments.names
        )
    page = arguments.to / (WITH_NAMES if arguments.names else PAGE)
    write(page, as_page(made))
    if desk.plain:
        for line in lines(made):
            print(fitted(spelt(line), desk.room))
    else:
        from rich.console import Console

        show(made, Console(highlight=False))
    print(f"\nall of it, with plots: `{page}`")
    return 0
