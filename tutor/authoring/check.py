"""Everything that can be proven of a course before a learner sees it, in one list of faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tutor.authoring.derivations import check_derivations
from tutor.authoring.formulas import check_formulas
from tutor.authoring.glossary import check_glossary
from tutor.authoring.latex import check_lesson, check_misconception
from tutor.authoring.misconceptions import check_misconceptions
from tutor.authoring.numbers import check_numbers
from tutor.authoring.prover import Prover
from tutor.authoring.simulations import check_simulations
from tutor.course.course import Course, Exercise
from tutor.course.reader import read_what_is_sound
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines
from tutor.errors import Fault
from tutor.grading.audit import prove as prove_exercise
from tutor.grading.grader import Grader

Progress = Callable[[str], None] | None
"""Told the name of each lesson and exercise when its turn comes."""


def check(
    root: Path,
    *,
    prove: bool = True,
    on_progress: Progress = None,
    seen_from: Path | None = None,
) -> list[Fault]:
    """All faults and warnings, by path and line; none for a sound course.

    prove: also run every solution, stub and known mistake against the hidden tests, which takes
    seconds for each exercise. seen_from: as for `read_course`.
    """
    seen_from = seen_from or Path.cwd()
    course, found = read_what_is_sound(root, seen_from=seen_from)
    faults = Faults(course.root, seen_from.resolve())
    faults.take(found)
    with Prover() as prover:
        _check_text(course, faults, prover, on_progress)
    check_glossary(course, faults)
    check_misconceptions(course, faults)
    if prove:
        _prove(course, faults, on_progress)
    return faults.in_order()


def _check_text(course: Course, faults: Faults, prover: Prover, on_progress: Progress) -> None:
    """What can be said of the lessons without running anything of theirs."""
    for lesson in course.lessons:
        if on_progress:
            on_progress(lesson.id)
        report = faults.of(lesson.path)
        lines = read_lines(lesson.path, report) or ()
        check_lesson(lesson, lines, report)
        check_formulas(lesson, report)
        check_derivations(lesson, prover, report)
        check_numbers(lesson, report)
        check_simulations(lesson, lines, report)
    declared = course.root / "lessons" / "misconceptions.yaml"
    if course.misconceptions:
        report = faults.of(declared)
        lines = read_lines(declared, report) or ()
        for one in course.misconceptions.values():
            check_misconception(one, lines, report)


def _prove(course: Course, faults: Faults, on_progress: Progress) -> None:
    """What running the exercises shows; those that lack a file have been reported already."""
    readable = [one for one in course.exercises.values() if _is_readable(one, faults)]
    if not readable:
        return
    with Grader(course, explicit=True) as grader:
        for exercise in readable:
            if on_progress:
                on_progress(exercise.slug)
            faults.take(prove_exercise(exercise, grader))


def _is_readable(exercise: Exercise, faults: Faults) -> bool:
    parts = [exercise.stub, exercise.solution, exercise.hidden_test]
    return all(part.is_file() and read_lines(part, faults.of(part)) for part in parts)
