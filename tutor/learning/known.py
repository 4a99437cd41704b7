"""Lessons that need not be read: who answers all and writes a function at the first try knows them.

Nothing is locked. A lesson that builds on others says which of them are not passed yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from tutor.course.course import Course, Lesson
from tutor.learning.answers import Answered
from tutor.learning.score import score


def known(lesson: Lesson, answers: Mapping[str, Answered], first_tries: Set[str]) -> bool:
    """Whether all questions, and one exercise where there is one, went right at the first try."""
    asked, exercises = lesson.questions, lesson.exercises
    right = all(one.id in answers and answers[one.id].at_once for one in asked)
    written = not exercises or any(one.slug in first_tries for one in exercises)
    return right and written and bool(asked or exercises)


def unmet(course: Course, lesson: Lesson, answers: Mapping[str, Answered]) -> str:
    """Which lessons this one builds on without their being passed; empty if there is none.

    What is known is passed: all its questions count.
    """
    lacking = [
        f"{one.number} {one.title}"
        for one in course.lessons
        if one.id in lesson.needs and one.questions and not score(one, answers).passed
    ]
    return f"builds on {', '.join(lacking)}: not passed yet" if lacking else ""
