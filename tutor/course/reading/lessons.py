"""From the Markdown files of `lessons/` to lessons."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tutor.course.course import Lesson
from tutor.course.reading.faults import Faults, Report
from tutor.course.reading.fields import Field
from tutor.course.reading.files import read_lines
from tutor.course.reading.front_matter import read_front_matter
from tutor.course.reading.scanner import scan
from tutor.course.reading.steps import read_steps
from tutor.course.reading.symbols import terms

_NAME = re.compile(r"\d{2,}_[a-z0-9_]+\.md")


class LessonFile(NamedTuple):
    """A lesson, and what is needed to say where its faults are."""

    lesson: Lesson
    needs: tuple[Field, ...]
    report: Report


def read_lessons(folder: Path, faults: Faults) -> tuple[LessonFile, ...]:
    """Every lesson that can be read, in reading order."""
    paths = sorted(folder.glob("*.md"))
    if not paths:
        hint = "write a first lesson as `lessons/01_name.md`"
        faults.of(folder)(0, "no lessons here", hint)
    files = [_read_lesson(path, faults.of(path)) for path in paths]
    return tuple(sorted(filter(None, files), key=lambda file: _place(file.lesson.id)))


def _read_lesson(path: Path, report: Report) -> LessonFile | None:
    if not _NAME.fullmatch(path.name):
        report(1, "the file's name is not `NN_name.md`", "rename it, as `03_noise_schedules.md`")
        return None
    lines = read_lines(path, report)
    if lines is None:
        return None
    front = read_front_matter(lines, report)
    pieces = scan(lines, front.text_from, report)
    steps = read_steps(pieces, front.symbols.symbols, report)
    lesson = Lesson(
        id=path.stem,
        title=front.title,
        minutes=front.minutes,
        needs=tuple(str(field.value) for field in front.needs),
        teaches=front.teaches,
        symbols=front.symbols.symbols,
        steps=steps,
        path=path,
        terms=terms(front.symbols, path.stem, steps),
    )
    return LessonFile(lesson, front.needs, report)


def _place(lesson_id: str) -> tuple[int, str]:
    number, _, name = lesson_id.partition("_")
    return int(number), name
