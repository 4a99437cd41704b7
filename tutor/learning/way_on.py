"""Where a learner goes on: where they left, or behind the last page, with what is still open."""

from __future__ import annotations

from typing import NamedTuple

from tutor.course.course import Course
from tutor.learning.places import after, resumed
from tutor.learning.progress import Place, Progress
from tutor.learning.standing import first_open


class WayOn(NamedTuple):
    """A place, and in words why it is the next."""

    place: Place
    words: str


def way_on(course: Course, progress: Progress) -> WayOn | None:
    """The next thing to do; None in a course without a page."""
    left = progress.place()
    place = resumed(course, left)
    if place is None:
        return None
    if left is None:
        return WayOn(place, "Begin")
    read = progress.steps_read().get(place.lesson, frozenset())
    if (
        after(course, place) is None
        and place.step in read
        and (found := first_open(course, progress))
    ):
        return WayOn(found, "Go on with what is still open")
    return WayOn(place, "Continue where you left")
