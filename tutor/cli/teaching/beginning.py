"""`tutor course new`: files to begin with."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from tutor.authoring.beginning import begin_course, begin_exercise, begin_lesson
from tutor.cli.desk import Desk
from tutor.cli.teaching.own_course import own_course
from tutor.errors import TutorError


def new(arguments: Namespace, desk: Desk) -> int:
    """Write them, and say which they are."""
    lesson, exercise = arguments.lesson, arguments.exercise
    if lesson is None and exercise is None:
        root, written = _new_course(arguments)
    else:
        root, written = _course(arguments, desk), []
    if lesson is not None:
        written += begin_lesson(root, lesson)
    if exercise is not None:
        written += begin_exercise(root, exercise, arguments.place)
    for path in written:
        print(_shown(path, desk))
    there = desk.cwd.resolve().is_relative_to(root.resolve())
    print(f"\nsee what is due: tutor course check{'' if there else f' {_shown(root, desk)}'}")
    return 0


def _new_course(arguments: Namespace) -> tuple[Path, list[Path]]:
    if arguments.folder is None:
        raise TutorError(
            "a course needs a folder", "name a new one, as `tutor course new my-course`"
        )
    return arguments.folder, begin_course(arguments.folder)


def _course(arguments: Namespace, desk: Desk) -> Path:
    root = own_course(arguments.folder, desk)
    if root is None:
        raise TutorError(
            "you are in no course", "change to the folder of yours, or name it: `--course DIR`"
        )
    return root


def _shown(path: Path, desk: Desk) -> str:
    """As seen from here."""
    return os.path.relpath(path, desk.cwd)
