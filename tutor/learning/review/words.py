"""The review in words, the same in every face."""

from __future__ import annotations

from datetime import datetime, timedelta

from tutor.course.course import Course, Misconception
from tutor.learning.places import called, linked
from tutor.learning.review.memory import Memory
from tutor.learning.review.sitting import Due, Sitting, next_due

REWORDED = "This question was reworded since you last answered it."


def due_in_words(sitting: Sitting) -> str:
    """How much is due today; empty if nothing is."""
    if not sitting.today:
        return ""
    more = f", {sitting.waiting} more in the days after" if sitting.waiting else ""
    return f"{len(sitting.today)} due today{more}"


def nothing_due(course: Course, memory: Memory, sitting: Sitting, now: datetime) -> str:
    """Why there is nothing to review now, and when there will be."""
    if sitting.waiting:
        return f"Enough for today. {sitting.waiting} more wait for the days after."
    when = next_due(course, memory)
    if when is None:
        return "Nothing to review yet: what you answer, and what you pass, comes back here."
    days = max(-(-(when - now) // timedelta(days=1)), 1)
    return f"Nothing is due today. The next is in {days} day{'s' if days > 1 else ''}."


def stands_in(course: Course, due: Due) -> str:
    """The lesson that something is about, as `02 The forward process`."""
    return next(f"{one.number} {one.title}" for one in course.lessons if one.id == due.lesson)


def held_in_words(course: Course, misconception: Misconception, count: int) -> str:
    """A misconception, how often it showed, and the step to read."""
    times = "once" if count == 1 else f"{count} times"
    place = linked(course, misconception.see)
    read = f" Read {called(course, place)}." if place else ""
    return f"{misconception.title} ({times}).{read}"
