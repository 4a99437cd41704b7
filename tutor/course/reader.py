"""From the files of a course to a `Course`, with every fault at once.

Structure alone is checked here, because every start of the tutor pays for it. Whether formulas,
simulations and exercises hold is `tutor.authoring`'s to prove.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tutor.course.course import Course
from tutor.course.reading.exercises import read_exercises
from tutor.course.reading.faults import Faults
from tutor.course.reading.fields import read_section
from tutor.course.reading.files import read_lines
from tutor.course.reading.lessons import read_lessons
from tutor.course.reading.misconceptions import read_misconceptions
from tutor.course.reading.references import check_references
from tutor.errors import CourseError, Fault

LEARNERS = "learners"
"""For whom a course is that came without its solutions and hidden tests."""


def read_course(root: Path, *, seen_from: Path | None = None) -> Course:
    """The course in a folder; CourseError with all its faults if it has any.

    seen_from: paths of faults below it are relative to it; the current directory if not given.
    """
    course, faults = read_what_is_sound(root, seen_from=seen_from)
    if faults:
        raise CourseError(faults)
    return course


def read_what_is_sound(root: Path, *, seen_from: Path | None = None) -> tuple[Course, list[Fault]]:
    """What could be read, and the faults by path and line."""
    root = root.resolve()
    faults = Faults(root, (seen_from or Path.cwd()).resolve())
    folder = root / "lessons"
    about = _about(folder / "course.yaml", faults)
    files = read_lessons(folder, faults)
    steps = [f"{file.lesson.id}#{step.anchor}" for file in files for step in file.lesson.steps]
    declared = folder / "misconceptions.yaml"
    misconceptions = read_misconceptions(declared, steps, faults.of(declared))
    check_references(files, misconceptions)
    course = Course(
        root=root,
        title=about.title,
        description=about.description,
        lessons=tuple(file.lesson for file in files),
        exercises=read_exercises(root, files, faults, handed_out=about.handed_out),
        misconceptions=misconceptions or {},
        handed_out=about.handed_out,
    )
    return course, faults.in_order()


class _About(NamedTuple):
    """What `course.yaml` says."""

    title: str = ""
    description: str = ""
    handed_out: bool = False


def _about(path: Path, faults: Faults) -> _About:
    report = faults.of(path)
    if not path.exists():
        report(0, "this file is missing", "write it with a line `title: …`")
        return _About()
    lines = read_lines(path, report)
    about = read_section("the file", "\n".join(lines), 1, report) if lines else None
    if about is None:
        return _About()
    about.only("title", "description", "for")
    audience = about.text("for")
    if audience not in ("", LEARNERS):
        report(about.line_of("for"), f"`for` is not `{LEARNERS}`: `{audience}`", "remove the line")
    title = about.text("title", required=True)
    return _About(title, about.text("description"), audience == LEARNERS)
