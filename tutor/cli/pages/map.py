"""`tutor map`: which lesson builds on which, and how far the learner is."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from collections.abc import Mapping
from typing import NamedTuple

from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.course.course import Course, Lesson
from tutor.course.lanes import drawn
from tutor.course.needs import nearest
from tutor.learning.known import unmet
from tutor.learning.score import score


class State(NamedTuple):
    """How a lesson stands."""

    mark: str
    words: str


PASSED = State("✓", "passed")
OPEN = State("○", "open")
LATER = State("·", "needs others first")
WAY_ROUND = (
    "To pass a lesson that you know, answer its questions: `tutor quiz` with its number, "
    "as `tutor quiz {number}`."
)


def map_course(_: Namespace, desk: Desk) -> int:
    """Draw the lessons and what builds on what; in words where a drawing is of no use."""
    course, page = desk.course, Page(desk.plain, desk.unicode, desk.room)
    states = _states(course, desk)
    page.title(course.title)
    page.say()
    if desk.plain:
        _tell(course, states, page)
    else:
        _draw(course, states, page, desk.columns)
    if course.lessons:
        first = next((one for one in course.lessons if states[one.id] is OPEN), course.lessons[0])
        page.say()
        page.prose(WAY_ROUND.format(number=first.number))
    return 0


def _states(course: Course, desk: Desk) -> dict[str, State]:
    """By lesson."""
    progress = desk.progress_if_any
    answers = progress.answers() if progress else {}

    def state(lesson: Lesson) -> State:
        if score(lesson, answers).passed:
            return PASSED
        return LATER if unmet(course, lesson, answers) else OPEN

    return {lesson.id: state(lesson) for lesson in course.lessons}


def _tell(course: Course, states: Mapping[str, State], page: Page) -> None:
    """A line for each lesson."""
    numbers = {lesson.id: lesson.number for lesson in course.lessons}
    for lesson in course.lessons:
        needs = ", ".join(numbers[need] for need in lesson.needs)
        ground = f"builds on {needs}" if needs else "builds on no other"
        page.say(f"{lesson.number} {lesson.title} ({ground}; {states[lesson.id].words})")


def _draw(course: Course, states: Mapping[str, State], page: Page, columns: int) -> None:
    """The lanes, and beside them the titles."""
    lessons = {lesson.id: lesson for lesson in course.lessons}
    marks = {name: state.mark for name, state in states.items()}
    for stop in drawn(nearest(course.lessons), marks):
        lesson, room = lessons[stop.id], columns - len(stop.at) - len("00 ") - 1
        first, *others = textwrap.wrap(lesson.title, room)
        page.say(f"{stop.at} {lesson.number} {first}")
        for other in others:
            page.say(f"{stop.beside}    {other}")
        if stop.below:
            page.say(stop.below.rstrip())
    page.say()
    page.say("  ".join(f"{state.mark} {state.words}" for state in (PASSED, OPEN, LATER)))
