"""`tutor review`: what is due today, asked on stdin."""

from __future__ import annotations

from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.cli.pages import asking
from tutor.cli.pages.page import Page
from tutor.cli.questions.quiz import Stop, answered
from tutor.cli.questions.recoding import written_again
from tutor.course.course import Exercise
from tutor.learning.review.memory import remembered
from tutor.learning.review.sitting import Due, sitting
from tutor.learning.review.words import REWORDED, due_in_words, nothing_due, stands_in


def review(_: Namespace, desk: Desk) -> int:
    """Ask what is due; the exit code says whether all of it came out right."""
    course, page = desk.course, Page(desk.plain, desk.unicode, desk.room)
    memory = remembered(desk.progress, course)
    found = sitting(course, memory, desk.now())
    if not found.today:
        page.say(nothing_due(course, memory, found, desk.now()))
        return 0
    page.say(due_in_words(found))
    page.say(asking.HOW_SURE)
    right, asked = 0, len(found.today)
    try:
        for number, due in enumerate(found.today, 1):
            page.heading(f"{number} of {asked}: {stands_in(course, due)}")
            right += _asked(due, page, desk)
    except (EOFError, Stop):
        pass
    page.say(f"\n{right} of {asked} right")
    return 0 if right == asked else 1


def _asked(due: Due, page: Page, desk: Desk) -> bool:
    if isinstance(due.what, Exercise):
        return written_again(due.what, page, desk)
    if due.reworded:
        page.say(REWORDED)
    step = next(one for one in desk.course.lessons if one.id == due.lesson).steps[due.step]
    return answered(due.what, page, desk, home=f"{due.lesson}#{step.anchor}")
