"""The reference, to be read by who passed or gave up; a learners' half of a course has none."""

from __future__ import annotations

from tutor.course.course import Exercise
from tutor.errors import TutorError


def solution_text(exercise: Exercise) -> str:
    """Its source."""
    if not exercise.solution.is_file():
        raise TutorError(
            f"the solution of `{exercise.slug}` did not come with this course",
            "ask your teacher for it",
        )
    return exercise.solution.read_text(encoding="utf-8")
