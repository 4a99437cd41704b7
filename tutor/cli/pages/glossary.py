"""`tutor glossary`: what the symbols of the course mean, and where each is introduced."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from tutor.cli.desk import Desk
from tutor.cli.pages.page import Page
from tutor.course import finder
from tutor.course.course import Course, Lesson, Term
from tutor.course.glossary import called
from tutor.course.names import did_you_mean
from tutor.errors import TutorError


def glossary(arguments: Namespace, desk: Desk) -> int:
    """Print one symbol, those of one lesson, or all."""
    course, page = desk.course, Page(desk.plain, desk.unicode, desk.room)
    terms = [term for lesson in course.lessons for term in lesson.terms]
    if not terms:
        raise TutorError("this course explains no symbols", "declare them under `symbols`")
    if arguments.about is None:
        for lesson in course.lessons:
            _print_lesson(lesson, page)
    elif found := called(arguments.about, terms):
        _print_terms(found, course, page)
    else:
        _print_lesson(_lesson(arguments.about, course, terms), page)
    return 0


def _lesson(about: str, course: Course, terms: Sequence[Term]) -> Lesson:
    """The lesson that is meant; the complaint about what is neither names symbols, too."""
    try:
        lesson = finder.lesson(course, about)
    except TutorError as error:
        names = [term.name for term in terms] + [one.id for one in course.lessons]
        otherwise = "run `tutor glossary` to see all symbols"
        raise TutorError(
            f"neither a symbol nor a lesson is called `{about}`",
            did_you_mean(about, names, otherwise),
        ) from error
    if not lesson.terms:
        raise TutorError(f"`{lesson.id}` introduces no symbols", "run `tutor glossary` to see all")
    return lesson


def _print_lesson(lesson: Lesson, page: Page) -> None:
    if lesson.terms:
        page.heading(f"{lesson.number} {lesson.title}")
        for term in lesson.terms:
            page.term(term, f"step {term.step + 1}")


def _print_terms(terms: Sequence[Term], course: Course, page: Page) -> None:
    lessons = {lesson.id: lesson for lesson in course.lessons}
    for term in terms:
        lesson = lessons[term.lesson]
        title = lesson.steps[term.step].title
        page.term(term, f"`tutor read {lesson.number} --step {term.step + 1}` ({title})")
