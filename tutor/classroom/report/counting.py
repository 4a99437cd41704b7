"""From learners to figures: exercises, misconceptions, and who does not get on.

least: learners of whom something is said apart; of fewer, nothing is. A middle of few is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

from tutor.classroom.report.figures import OfExercise, OfMisconception, Stuck
from tutor.classroom.report.one_line import one_line
from tutor.classroom.report.pupils import Pupil
from tutor.classroom.submission import Learner, printable
from tutor.course.course import Course
from tutor.learning.places import called, lesson_of, linked

SHOWN_IN = 3
"""Places named for each misconception."""


def middle(values: Iterable[float | None], least: int) -> float | None:
    """The median of those there are; None if they are of fewer than `least`."""
    known = [one for one in values if one is not None]
    return float(median(known)) if known and len(known) >= least else None


def at_least(count: int, least: int) -> int | None:
    """The count, if it is of nobody or of enough."""
    return count if count == 0 or count >= least else None


def of_exercises(course: Course, pupils: Sequence[Pupil], least: int) -> tuple[OfExercise, ...]:
    """Those that anybody tried, in the order of the course."""
    figures = []
    for slug, exercise in course.exercises.items():
        work = [one.work[slug] for one in pupils if slug in one.work]
        if not work:
            continue
        tried = at_least(len(work), least)
        lesson = lesson_of(course, exercise.lesson)
        named = Counter(known for one in work for known in one.mistakes)
        most = next(iter(_most(named)), "")
        figures.append(
            OfExercise(
                slug,
                lesson.number if lesson else "",
                tried,
                None if tried is None else sum(one.passed for one in work),
                middle([one.uploads or None for one in work], least),
                middle([one.tries for one in work], least),
                middle([one.minutes for one in work], least),
                _title(most, course) if named[most] >= least else "",
            )
        )
    return tuple(figures)


def of_misconceptions(
    course: Course, pupils: Sequence[Pupil], least: int, taught: Mapping[str, str]
) -> tuple[tuple[OfMisconception, ...], int]:
    """The most frequent first, and how many are too rare to be shown.

    taught: where, by id of each mistake that a verdict names; the course need not declare it.
    """
    shown: dict[str, Counter[str]] = {}
    holders: Counter[str] = Counter()
    for pupil in pupils:
        theirs = [(slug, known) for slug, work in pupil.work.items() for known in work.mistakes]
        theirs += [(one.subject, known) for one in pupil.answers for known in one.mistakes]
        theirs = [one for one in theirs if one[1] in course.misconceptions or one[1] in taught]
        for subject, known in set(theirs):
            shown.setdefault(known, Counter())[subject] += 1
        holders.update({known for _, known in theirs})
    ranked = _most(holders)
    frequent = [known for known in ranked if holders[known] >= least]
    figures = []
    for known in frequent:
        places = [one for one in _most(shown[known]) if shown[known][one] >= least]
        declared = course.misconceptions.get(known)
        place = linked(course, declared.see if declared else taught[known])
        figures.append(
            OfMisconception(
                _title(known, course),
                holders[known],
                tuple(map(printable, places[:SHOWN_IN])),
                called(course, place) if place else "",
            )
        )
    return tuple(figures), len(ranked) - len(frequent)


def stuck(
    course: Course, pupils: Sequence[Pupil], least: int, name: Callable[[Learner], str]
) -> tuple[Stuck, ...]:
    """Who does not get on, and on what where enough are stuck there; most tries first."""
    found = [
        (pupil, slug, work)
        for pupil in pupils
        for slug, work in pupil.work.items()
        if work.stuck_at is not None and slug in course.exercises
    ]
    there = Counter(slug for _, slug, _ in found)
    at = Counter((slug, work.stuck_at) for _, slug, work in found)
    told = [
        Stuck(
            name(pupil.learner),
            slug if there[slug] >= least else "",
            printable(work.stuck_at or "") if at[slug, work.stuck_at] >= least else "",
            max(work.tries or 0, work.uploads),
            work.last,
        )
        for pupil, slug, work in found
    ]
    return tuple(sorted(told, key=lambda one: (-one.tries, one.who, one.exercise)))


def _most(counted: Counter[str]) -> list[str]:
    """The most frequent first."""
    return sorted(counted, key=lambda one: (-counted[one], one))


def _title(known: str, course: Course) -> str:
    declared = course.misconceptions.get(known)
    return one_line(declared.title) if declared else printable(known)
