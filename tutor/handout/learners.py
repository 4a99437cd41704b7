"""The learners' half of a course: lessons, stubs, and nothing that tells what is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tutor.course.course import Course, Exercise, Misconception
from tutor.course.reader import LEARNERS
from tutor.course.reading.references import misconceptions_of
from tutor.course.reading.seals import sealed_texts
from tutor.errors import TutorError
from tutor.handout.lesson import sealed_lesson
from tutor.handout.pack import Part, text
from tutor.handout.public_checks import public_checks

_SALT = re.compile(r"[0-9A-Za-z._-]{1,64}")
_AS_THEY_ARE = ("bibliography.yaml", "datasets.py")
"""Files beside the lessons that tell no answer."""


def learners_half(course: Course, salt: str) -> dict[str, Part]:
    """The pack. salt: with the same, the same course gives the same bytes."""
    if course.handed_out:
        raise TutorError(
            f"`{course.root}` is a course that was handed out",
            "pack the course that it came from",
        )
    if not _SALT.fullmatch(salt):
        raise TutorError(f"`{salt}` is no salt", "use up to 64 letters, digits, `.`, `_` and `-`")
    lessons = course.root / "lessons"
    pack = {
        "lessons/course.yaml": text(
            _yaml({"title": course.title, "description": course.description, "for": LEARNERS})
        ),
        "lessons/misconceptions.yaml": text(_yaml(_asked_about(course, salt))),
    }
    for lesson in course.lessons:
        sealed = sealed_lesson(lesson, lesson.path.read_text(encoding="utf-8"), salt)
        pack[f"lessons/{lesson.path.name}"] = text(sealed)
    pack |= _files(lessons / name for name in _AS_THEY_ARE)
    for exercise in course.exercises.values():
        for path, part in _exercise(exercise):
            pack[path.relative_to(course.root).as_posix()] = part
    return pack


def _exercise(exercise: Exercise) -> Iterator[tuple[Path, Part]]:
    """The stub, and what is public of the hidden test."""
    yield exercise.stub, Part(exercise.stub.read_bytes())
    if checks := public_checks(exercise.hidden_test):
        yield exercise.hidden_test, text(checks)


def _files(paths: Iterable[Path]) -> dict[str, Part]:
    """Those that are there."""
    return {f"lessons/{one.name}": Part(one.read_bytes()) for one in paths if one.is_file()}


def _asked_about(course: Course, salt: str) -> dict[str, object]:
    """The misconceptions that an answer to a question can show; those of code stay back."""
    asked = {
        identity
        for lesson in course.lessons
        for question in lesson.questions
        for _, identity in misconceptions_of(question)
    }
    known = course.misconceptions
    return {identity: _declared(known[identity], salt) for identity in known if identity in asked}


def _declared(one: Misconception, salt: str) -> dict[str, str]:
    return {"see": one.see, **sealed_texts(one.title, one.why, salt, one.id)}


def _yaml(keys: Mapping[str, object]) -> str:
    """JSON for each value, which YAML takes."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in keys.items())
    return "".join(f"{line}\n" for line in lines) or "{}\n"
