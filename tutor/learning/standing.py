"""How far a learner has come in a lesson: counted from the record, drawn by the home screen."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tutor.course.course import Course, ExerciseBlock, Lesson, Step
from tutor.course.question import Question
from tutor.course.verdict import Status
from tutor.learning.answers import Answered
from tutor.learning.known import known
from tutor.learning.progress import Place, Progress
from tutor.learning.score import score


@dataclass(frozen=True)
class Tally:
    """So many of so many."""

    done: int
    of: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.done + other.done, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.done} of {self.of}"


@dataclass(frozen=True)
class Standing:
    """What is done of one lesson."""

    steps: Tally
    questions: Tally
    """Right on whichever try."""
    exercises: Tally
    passed: bool = False
    """Whether enough of the questions count."""
    known: bool = False
    """Whether all went right at the first try."""


def standing(
    lesson: Lesson,
    read: Set[int],
    answers: Mapping[str, Answered],
    attempts: Mapping[str, Status],
    first_tries: Set[str] = frozenset(),
) -> Standing:
    """Count what was read, answered right and passed; `answers` and `attempts` by id and slug."""
    questions = score(lesson, answers)
    passed = sum(attempts.get(one.slug) is Status.PASSED for one in lesson.exercises)
    return Standing(
        steps=Tally(len([step for step in read if step < len(lesson.steps)]), len(lesson.steps)),
        questions=Tally(questions.right, questions.of),
        exercises=Tally(passed, len(lesson.exercises)),
        passed=questions.passed,
        known=known(lesson, answers, first_tries),
    )


def steps_done(lesson: Lesson, progress: Progress) -> list[Tally]:
    """What is done of each step: the reading counts one, so does each question and exercise."""
    read, passed = progress.steps_read().get(lesson.id, frozenset()), _passed(progress)
    tallies = []
    for index, step in enumerate(lesson.steps):
        asked = _asked(step)
        tallies.append(Tally((index in read) + len(passed & asked), 1 + len(asked)))
    return tallies


def first_open(course: Course, progress: Progress) -> Place | None:
    """The first step with a question that was not answered right, or an exercise not passed."""
    passed = _passed(progress)
    places = (
        Place(lesson.id, index)
        for lesson in course.lessons
        for index, step in enumerate(lesson.steps)
        if not _asked(step) <= passed
    )
    return next(places, None)


def _asked(step: Step) -> set[str]:
    """The questions and the exercises of a step, by id and slug."""
    asked = {one.id for one in step.blocks if isinstance(one, Question)}
    return asked | {one.slug for one in step.blocks if isinstance(one, ExerciseBlock)}


def _passed(progress: Progress) -> set[str]:
    """The questions answered right and the exercises passed, by id and slug."""
    passed = {name for name, one in progress.answers().items() if one.status is Status.PASSED}
    standings = progress.standings().items()
    return passed | {slug for slug, status in standings if status is Status.PASSED}


def standings(course: Course, progress: Progress) -> list[Standing]:
    """One for each lesson, in order."""
    read, attempts = progress.steps_read(), progress.standings()
    answers, first_tries = progress.answers(), progress.first_tries()
    return [
        standing(lesson, read.get(lesson.id, frozenset()), answers, attempts, first_tries)
        for lesson in course.lessons
    ]
