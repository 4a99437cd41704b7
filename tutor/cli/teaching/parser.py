"""What `tutor course` and its commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from tutor.cli.command_line import GROUP, adding


def add_course(
    add: Callable[..., argparse.ArgumentParser],
    common: Callable[[], argparse.ArgumentParser],
) -> None:
    """Add them. add: makes a command of `tutor`. common: the options that all commands take."""
    group = add("course", GROUP, "for teachers: write and prove a course")
    command = adding(group.add_subparsers(metavar="COMMAND", required=True), common)

    check = command("check", "teaching.check:check", "prove a course sound")
    check.add_argument("folder", nargs="?", type=Path, default=None, metavar="DIR")
    check.add_argument(
        "--all", action="store_true", default=False, help="prove what has not changed, too"
    )
    check.add_argument("--json", action="store_true", default=False, help="for programs")

    new = command(
        "new", "teaching.beginning:new", "begin a course, or a lesson or an exercise of one"
    )
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

    pack = command("pack", "teaching.packing:pack", "make what you hand out")
    pack.add_argument("folder", nargs="?", type=Path, default=None, metavar="DIR")
    pack.add_argument(
        "--for",
        dest="audience",
        required=True,
        choices=["learners", "gradescope", "github"],
        help="the course without its answers, an autograder, or a template of a repository",
    )
    pack.add_argument(
        "--to", type=Path, default=None, metavar="PATH", help="a new folder, or a `.zip`"
    )
    pack.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="EXERCISE",
        help="what an assignment asks for; default: every exercise",
    )
    pack.add_argument(
        "--salt", default=None, metavar="TEXT", help="that of a pack to make again; default: drawn"
    )

    preview = command(
        "preview",
        "teaching.previewing:preview",
        "show a lesson as learners see it, again at each save",
    )
    preview.add_argument(
        "lesson", nargs="?", default=None, help="number or name; default: the one saved last"
    )
