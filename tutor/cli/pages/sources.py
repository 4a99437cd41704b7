"""`tutor sources`: the works that the lessons cite."""

from __future__ import annotations

from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.course import finder
from tutor.course.reading.bibliography import works_of
from tutor.errors import TutorError


def sources(arguments: Namespace, desk: Desk) -> int:
    """Print what one lesson cites, or each of them."""
    page = Page(desk.plain, desk.unicode, desk.room)
    asked = arguments.lesson
    lessons = [finder.lesson(desk.course, asked)] if asked else desk.course.lessons
    citing = [(lesson, works) for lesson in lessons if (works := works_of(lesson))]
    if not citing:
        where = f"`{lessons[0].id}`" if asked else "this course"
        raise TutorError(f"{where} cites no papers", "declare them in lessons/bibliography.yaml")
    for lesson, works in citing:
        page.heading(f"{lesson.number} {lesson.title}")
        page.numbered([work.reference() for work in works])
    return 0
