"""What builds on what: the lessons that one needs itself, apart from those that these need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tutor.course.course import Lesson

Needs = Mapping[str, tuple[str, ...]]
"""By the id of a lesson, in reading order."""


def nearest(lessons: Iterable[Lesson]) -> Needs:
    """What each lesson needs and nothing else that it needs builds on.

    lessons: in reading order, each needing only those before it.
    """
    beneath: dict[str, set[str]] = {}
    found = {}
    for lesson in lessons:
        implied = set().union(*(beneath[need] for need in lesson.needs))
        found[lesson.id] = tuple(need for need in lesson.needs if need not in implied)
        beneath[lesson.id] = implied | set(lesson.needs)
    return found
