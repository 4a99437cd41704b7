"""`tutor course pack`: what a teacher hands out, made of a course that is proven sound."""

from __future__ import annotations

import secrets
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tutor.cli.desk import Desk
from tutor.cli.teaching.check import proven
from tutor.cli.teaching.own_course import own_course
from tutor.course import finder
from tutor.course.course import Course
from tutor.course.reader import read_course
from tutor.errors import CourseError, TutorError
from tutor.handout.github import template
from tutor.handout.given_away import given_away
from tutor.handout.gradescope import autograder
from tutor.handout.learners import learners_half
from tutor.handout.pack import Part, free, write


class Form(NamedTuple):
    """What a pack is called."""

    audience: str
    suffix: str


FORMS = {
    "learners": Form("learners", ".zip"),
    "gradescope": Form("Gradescope", ".zip"),
    "github": Form("GitHub", ""),
}


def pack(arguments: Namespace, desk: Desk) -> int:
    """Prove the course, pack it, and say where it is."""
    root = (own_course(arguments.folder, desk) or finder.find_course(None, desk.environ)).resolve()
    form = FORMS[arguments.audience]
    to = arguments.to or Path(f"{root.name}-{arguments.audience}{form.suffix}")
    free(to)  # before minutes are spent
    salt = arguments.salt or secrets.token_hex(8)
    course = read_course(root)
    made = _made(course, arguments, salt)
    _require_sound(root, desk)
    write(made, to)
    if form.audience != "Gradescope":
        _warn(course, made)
    files = "1 file" if len(made) == 1 else f"{len(made)} files"
    print(f"`{to}` has {files} for {form.audience}")
    if form.audience != "Gradescope" and not arguments.salt:
        print(f"the same again, once you have mended something: `--salt {salt}`")
    return 0


def _made(course: Course, arguments: Namespace, salt: str) -> Mapping[str, Part]:
    only = [finder.exercise(course, name).slug for name in arguments.only]
    match arguments.audience:
        case "learners" if only:
            raise TutorError("learners get every exercise", "leave `--only` out")
        case "gradescope" if arguments.salt:
            raise TutorError("Gradescope gets no answers to seal", "leave `--salt` out")
        case "gradescope":
            return autograder(course, only)
        case "github":
            return template(course, only, salt)
    return learners_half(course, salt)


def _warn(course: Course, made: Mapping[str, Part]) -> None:
    for name, slug in given_away(course, made):
        print(f"warning: {name}: the solution of `{slug}` stands here")


def _require_sound(root: Path, desk: Desk) -> None:
    errors = [one for one in proven(root, desk)[0] if not one.warning]
    if errors:
        raise CourseError(errors)
