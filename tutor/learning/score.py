"""How the questions of a lesson went, and whether that is enough to have passed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.course.course import Lesson
from tutor.course.verdict import Status
from tutor.learning.answers import Answered


@dataclass(frozen=True)
class Score:
    """Of the questions of one lesson."""

    right: int
    """On whichever try."""
    counted: int
    """Those of them that count."""
    of: int

    @property
    def needed(self) -> int:
        """Four of five, rounded up."""
        return -(-4 * self.of // 5)

    @property
    def passed(self) -> bool:
        """Whether enough of them count; a lesson without questions has none to pass by."""
        return self.of > 0 and self.counted >= self.needed


def score(lesson: Lesson, answers: Mapping[str, Answered]) -> Score:
    """By what was answered, by question id."""
    found = [answers[one.id] for one in lesson.questions if one.id in answers]
    right = [one for one in found if one.status is Status.PASSED]
    return Score(len(right), sum(one.counts for one in right), len(lesson.questions))


def in_words(score: Score) -> str:
    """Two or three sentences: how many count, how many it takes, what to do about the others."""
    counted = f"{score.counted} of {score.of} questions count"
    if score.passed:
        said = [f"Lesson passed: {counted}."]
    else:
        said = [f"{counted}; it takes {score.needed} to pass the lesson."]
    if late := score.right - score.counted:
        them, they = ("it", "it counts") if late == 1 else ("them", "they count")
        said.append(f"{late} more came right on a retry: answer {them} again tomorrow, and {they}.")
    return " ".join(said)
