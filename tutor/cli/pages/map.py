"""`tutor map`: which lesson builds on which, and how far the learner is."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.course.course import Course
from tutor.learning.course_map import LATER, OPEN, PASSED, State, mapped, states

WAY_ROUND = (
    "To pass a lesson that you know, answer its questions: `tutor quiz` with its number, "
    "as `tutor quiz {number}`."
)


def map_course(_: Namespace, desk: Desk) -> int:
    """Draw the lessons and what builds on what; in words where a drawing is of no use."""
    course, page = desk.course, Page(desk.plain, desk.unicode, desk.room)
    progress = desk.progress_if_any
    found = states(course, progress.answers() if progress else {})
    page.title(course.title)
    page.say()
    if desk.plain:
        _tell(course, found, page)
    else:
        _draw(course, found, page, desk.columns)
    if course.lessons:
        first = next((one for one in course.lessons if found[one.id] is OPEN), course.lessons[0])
        page.say()
        page.prose(WAY_ROUND.format(number=first.number))
    return 0


def _tell(course: Course, standing: Mapping[str, State], page: Page) -> None:
    """A line for each lesson."""
    numbers = {lesson.id: lesson.number for lesson in course.lessons}
    for lesson in course.lessons:
        needs = ", ".join(numbers[need] for need in lesson.needs)
        ground = f"builds on {needs}" if needs else "builds on no other"
        page.say(f"{lesson.number} {lesson.title} ({ground}; {standing[lesson.id].words})")


def _draw(course: Course, standing: Mapping[str, State], page: Page, columns: int) -> None:
    """The lanes, and beside them the titles."""
    marks = {name: state.mark for name, state in standing.items()}
    for lanes, words in mapped(course, marks, columns):
        page.say(f"{lanes} {words}".rstrip())
    page.say()
    page.say("  ".join(f"{state.mark} {state.words}" for state in (PASSED, OPEN, LATER)))
