"""The map of a course in lines of text: which lesson builds on which, and how each stands."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import NamedTuple

from tutor.course.course import Course, Lesson
from tutor.course.lanes import drawn
from tutor.course.needs import nearest
from tutor.learning.answers import Answered
from tutor.learning.known import unmet
from tutor.learning.score import score


class State(NamedTuple):
    """How a lesson stands."""

    mark: str
    words: str


PASSED = State("✓", "passed")
OPEN = State("○", "open")
LATER = State("·", "after the open ones")


def states(course: Course, answers: Mapping[str, Answered]) -> dict[str, State]:
    """By lesson."""

    def state(lesson: Lesson) -> State:
        if score(lesson, answers).passed:
            return PASSED
        return LATER if unmet(course, lesson, answers) else OPEN

    return {lesson.id: state(lesson) for lesson in course.lessons}


def mapped(course: Course, marks: Mapping[str, str], width: int) -> list[tuple[str, str]]:
    """Lanes and what is written beside them, line by line, at most `width` cells with a gap of one.

    marks: a character for each lesson, by its id.
    """
    lessons = {lesson.id: lesson for lesson in course.lessons}
    lines = []
    for stop in drawn(nearest(course.lessons), marks):
        lesson, room = lessons[stop.id], width - len(stop.at) - len("00 ") - 1
        first, *others = textwrap.wrap(lesson.title, room)
        lines.append((stop.at, f"{lesson.number} {first}"))
        lines += [(stop.beside, f"   {other}") for other in others]
        if stop.below:
            lines.append((stop.below, ""))
    return lines
