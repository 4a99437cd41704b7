"""Where the course lies, and which lesson or exercise somebody means."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tutor.course.course import Course, Exercise, Lesson
from tutor.course.names import did_you_mean
from tutor.errors import TutorError

_PACKAGE = Path(__file__).resolve().parents[1]


def find_course(
    explicit: Path | None, environ: Mapping[str, str], *, package: Path = _PACKAGE
) -> Path:
    """The folder of the course: the one asked for, else TUTOR_COURSE, else the one that ships.

    A wheel carries it inside the package, a checkout beside it.
    """
    named = explicit or (Path(environ["TUTOR_COURSE"]) if environ.get("TUTOR_COURSE") else None)
    if named is None:
        shipped = package / "courses" / "diffusion"
        return shipped if shipped.is_dir() else package.parent
    if not (named / "lessons").is_dir():
        raise TutorError(
            f"`{named}` is no course: it has no folder `lessons`",
            "name the folder that holds lessons/, exercises/, solutions/ and tests/",
        )
    return named.resolve()


def lesson(course: Course, text: str) -> Lesson:
    """By number (`2` or `02`), by id, or by any part of the id that no other lesson has."""
    ids = [one.id for one in course.lessons]
    exact = [one for one in course.lessons if text in (one.id, one.number, str(int(one.number)))]
    fitting = exact or [one for one in course.lessons if text and text in one.id]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        among = ", ".join(f"`{one.id}`" for one in fitting)
        raise TutorError(f"`{text}` fits several lessons: {among}", "write more of the name")
    raise TutorError(
        f"no lesson is called `{text}`",
        did_you_mean(text, ids, "run `tutor list` to see all lessons"),
    )


def exercise(course: Course, text: str) -> Exercise:
    """By its whole name, so that nothing else is graded than what was meant."""
    if text in course.exercises:
        return course.exercises[text]
    raise TutorError(
        f"no exercise is called `{text}`",
        did_you_mean(text, course.exercises, "run `tutor list` to see all exercises"),
    )
