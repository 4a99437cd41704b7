"""`tutor list` and `tutor read`."""

from __future__ import annotations

from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.course import finder
from tutor.course.course import Course, Lesson
from tutor.course.verdict import Status
from tutor.errors import TutorError
from tutor.learning.known import known, unmet
from tutor.learning.progress import Progress
from tutor.learning.score import Score, score

MARKS = {Status.PASSED: ("✓", "+"), Status.FAILED: ("✗", "x")}
"""In Unicode and in ASCII; anything else gets a dot."""


def list_course(arguments: Namespace, desk: Desk) -> int:
    """Print every lesson with its exercises and how far the learner is."""
    if arguments.misconceptions:
        return _list_misconceptions(desk)
    standings = _Standings(desk.progress_if_any)
    if arguments.json:
        import json

        print(json.dumps(_as_json(desk.course, standings), ensure_ascii=False))
        return 0
    width = max(map(len, desk.course.exercises), default=0)
    print(desk.course.title)
    for lesson in desk.course.lessons:
        print(f"\n{lesson.number}  {lesson.title}  ({lesson.minutes} min)")
        if lesson.questions:
            found = standings.score(lesson)
            print(f"     {found.right} of {found.of} questions right{standings.ending(lesson)}")
        if lacking := standings.unmet(desk.course, lesson):
            print(f"     {lacking}")
        for exercise in lesson.exercises:
            status = standings.exercise(exercise.slug)
            mark = MARKS.get(status, ("·", "."))[0 if desk.unicode else 1]
            told = status.replace("_", " ")
            if status == Status.BLOCKED and desk.course.handed_out:
                told = "not graded here"
            print(f"   {mark} {exercise.slug:<{width}}  {told}")
    return 0


def _list_misconceptions(desk: Desk) -> int:
    """Print what the learner's answers and code show, the most frequent first."""
    from tutor.cli.pages.page import Page
    from tutor.learning.review.memory import remembered
    from tutor.learning.review.words import held_in_words

    page, progress = Page(desk.plain, desk.unicode, desk.room), desk.progress_if_any
    misled = remembered(progress, desk.course).misled if progress else None
    found = misled.foremost(desk.course, most=len(desk.course.misconceptions)) if misled else []
    for misconception, count in found:
        page.prose(held_in_words(desk.course, misconception, count))
    if not found:
        page.say("No misconception shows in your answers and your code.")
    return 0


def read(arguments: Namespace, desk: Desk) -> int:
    """Print a lesson, or one step of it."""
    lesson = finder.lesson(desk.course, arguments.lesson)
    only, count = arguments.step, len(lesson.steps)
    if only is not None and not 1 <= only <= count:
        raise TutorError(f"`{lesson.id}` has no step {only}", f"choose a step from 1 to {count}")
    print_lesson(lesson, desk, only)
    return 0


def print_lesson(lesson: Lesson, desk: Desk, only: int | None = None) -> None:
    """Print its steps, or that one, from 1."""
    from tutor.cli.pages.page import Page

    page = Page(desk.plain, desk.unicode, desk.room)
    page.title(f"{lesson.number}  {lesson.title}")
    for number, step in enumerate(lesson.steps, 1):
        if only in (None, number):
            page.heading(f"{step.title}  (step {number} of {len(lesson.steps)})")
            for block in step.blocks:
                page.block(block, lesson)
            page.new_terms([term for term in lesson.terms if term.step == number - 1])


class _Standings:
    """How far the learner is, also before there is a workspace."""

    def __init__(self, progress: Progress | None) -> None:
        self._exercises = progress.standings() if progress else {}
        self._answers = progress.answers() if progress else {}
        self._first_tries = progress.first_tries() if progress else frozenset()

    def exercise(self, slug: str) -> Status:
        return self._exercises.get(slug, Status.NOT_STARTED)

    def score(self, lesson: Lesson) -> Score:
        return score(lesson, self._answers)

    def known(self, lesson: Lesson) -> bool:
        return known(lesson, self._answers, self._first_tries)

    def ending(self, lesson: Lesson) -> str:
        """Whether a lesson is done, in words."""
        if self.known(lesson):
            return ", all at the first try: you know this lesson"
        return ", lesson passed" if self.score(lesson).passed else ""

    def unmet(self, course: Course, lesson: Lesson) -> str:
        return unmet(course, lesson, self._answers)


def _as_json(course: Course, standings: _Standings) -> dict[str, object]:
    return {
        "schema": 1,
        "title": course.title,
        "lessons": [
            {
                "id": lesson.id,
                "title": lesson.title,
                "minutes": lesson.minutes,
                "questions": _counts(standings.score(lesson)),
                "known": standings.known(lesson),
                "needs": list(lesson.needs),
                "exercises": [
                    {"exercise": one.slug, "status": standings.exercise(one.slug)}
                    for one in lesson.exercises
                ],
            }
            for lesson in course.lessons
        ],
    }


def _counts(found: Score) -> dict[str, object]:
    return {
        "right": found.right,
        "counted": found.counted,
        "of": found.of,
        "passed": found.passed,
    }
