"""What `tutor class` and its commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tutor.cli.command_line import GROUP, Parser, adding

OUTPUT = Path("graded")


def add_class(
    add: Callable[..., argparse.ArgumentParser],
    common: Callable[[], argparse.ArgumentParser],
) -> None:
    """Add them. add: makes a command of `tutor`. common: the options that all commands take."""
    group = add("class", GROUP, "for teachers: grade a class")
    add_command = adding(group.add_subparsers(metavar="COMMAND", required=True), common)

    def command(name: str, summary: str) -> Parser:
        made = add_command(name, f"classroom.grading:{name}", summary)
        made.add_argument(
            "--to",
            type=Path,
            default=OUTPUT,
            metavar="DIR",
            help="folder of the book and of all that goes back; default: `graded`",
        )
        made.add_argument(
            "--fill",
            type=Path,
            action="append",
            default=[],
            metavar="CSV",
            help="put points into a gradebook of Canvas or a grading worksheet of Moodle",
        )
        return made

    _grade(command("grade", "grade what a class handed in").add_argument)
    command("merge", "bring together what shards have graded").add_argument(
        "books", nargs="+", type=Path, metavar="BOOK", help="as `graded/book-1-of-4.db`"
    )
    _report(add_command("report", "classroom.report:report", "how the class does").add_argument)
    _mark(command("mark", "give a mark of your own, which no grading changes").add_argument)


def _grade(argument: Callable[..., Any]) -> None:
    argument(
        "submissions",
        nargs="+",
        type=Path,
        metavar="SUBMISSIONS",
        help="a folder or zip: of learners' folders, or from Canvas, Moodle or Gradescope",
    )
    argument(
        "--prefix", default=None, metavar="NAME", help="folders are repositories NAME-USERNAME"
    )
    argument(
        "--on",
        default="local",
        metavar="WHERE",
        help="`cluster`: processes that dask keeps; `slurm`: jobs of SLURM; "
        "`dask:tls://HOST:PORT`: a cluster that is there; default: `local`",
    )
    argument("--workers", type=int, default=None, metavar="N", help="default: one for each core")
    argument(
        "--shard",
        default=None,
        metavar="I/N",
        help="grade one of N parts; `merge` brings them together",
    )
    argument(
        "--trust-submissions",
        action="store_true",
        default=False,
        help="run code here even if it cannot be fenced in",
    )


def _report(argument: Callable[..., Any]) -> None:
    argument(
        "--to", type=Path, default=OUTPUT, metavar="DIR", help="folder of the book; the page too"
    )
    argument(
        "--records",
        type=Path,
        default=None,
        metavar="DIR",
        help="what learners exported with `tutor export json`: NAME.json, or from Canvas or Moodle",
    )
    argument(
        "--names",
        action="store_true",
        default=False,
        help="names and small groups, for your eyes alone; default: pseudonyms",
    )


def _mark(argument: Callable[..., Any]) -> None:
    argument("learner", metavar="LEARNER", help="by id or email, as in `gradebook.json`")
    argument("exercise", metavar="EXERCISE")
    argument("points", metavar="POINTS", help="or `none`, to take the mark back")
    argument("--because", default="", metavar="TEXT", help="a reason, for the learner too")
