"""What `tutor course` and its commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_course(
    add: Callable[..., argparse.ArgumentParser],
    common: Callable[[], argparse.ArgumentParser],
) -> None:
    """Add them. add: makes a command of `tutor`. common: the options that all commands take."""
    group = add("course", "teaching:usage", "for teachers: write and prove a course")
    commands = group.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            parents=[common()],
            argument_default=argparse.SUPPRESS,
        )
        made.set_defaults(run=f"teaching:{name}")
        return made

    check = command("check", "prove a course sound")
    check.add_argument("folder", nargs="?", type=Path, default=None, metavar="DIR")
    check.add_argument(
        "--all", action="store_true", default=False, help="prove what has not changed, too"
    )
    check.add_argument("--json", action="store_true", default=False, help="for programs")

    new = command("new", "begin a course, or a lesson or an exercise of one")
    new.set_defaults(run="beginning:new")
    new.add_argument("folder", nargs="?", type=Path, default=None, metavar="DIR")
    new.add_argument("--lesson", default=None, metavar="TITLE", help="begin a lesson")
    new.add_argument("--exercise", default=None, metavar="NAME", help="begin an exercise")
    new.add_argument(
        "--in",
        dest="place",
        default=None,
        metavar="LESSON",
        help="where the exercise goes; default: the last lesson",
    )

    preview = command("preview", "show a lesson as learners see it, again at each save")
    preview.set_defaults(run="previewing:preview")
    preview.add_argument(
        "lesson", nargs="?", default=None, help="number or name; default: the one saved last"
    )
