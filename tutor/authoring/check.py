"""Everything that can be proven of a course before a learner sees it, in one list of faults."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tutor.authoring import grounds
from tutor.authoring.bibliography import check_bibliography
from tutor.authoring.crowding import check_crowding
from tutor.authoring.datasets import check_datasets
from tutor.authoring.derivations import check_derivations
from tutor.authoring.formulas import check_formulas
from tutor.authoring.glossary import check_glossary
from tutor.authoring.latex import check_lesson, check_misconception
from tutor.authoring.ledger import Ledger
from tutor.authoring.misconceptions import check_misconceptions
from tutor.authoring.numbers import check_numbers
from tutor.authoring.prover import Prover
from tutor.authoring.proving import Prove, proofs, results
from tutor.authoring.simulations import check_simulations
from tutor.course.course import Course, Exercise, Lesson
from tutor.course.reader import read_what_is_sound
from tutor.course.reading.faults import Faults
from tutor.course.reading.files import read_lines
from tutor.diffusion.datasets import OWN
from tutor.errors import Fault

Progress = Callable[[str], None]
"""Told the name of each lesson and exercise when its turn comes."""


def check(
    root: Path,
    *,
    prove: bool = True,
    ledger: Ledger | None = None,
    workers: int = 1,
    on_progress: Progress = lambda _: None,
    seen_from: Path | None = None,
) -> list[Fault]:
    """All faults and warnings, by path and line; none for a sound course.

    prove: also run every solution, stub and known mistake against the hidden tests, which takes
    seconds for each exercise. ledger: what was found before; by default everything is found anew.
    workers: how many exercises are proven at a time. seen_from: as for `read_course`.
    """
    seen_from = seen_from or Path.cwd()
    ledger = ledger or Ledger()
    course, found = read_what_is_sound(root, seen_from=seen_from)
    faults = Faults(course.root, seen_from.resolve())
    faults.take(found)
    readable = [one for one in course.exercises.values() if _is_readable(one, faults)]
    proven = partial(_proven, course, ledger, on_progress)
    with proofs(course, readable if prove else [], workers, proven) as begun:
        _check_text(course, faults, ledger, on_progress)
        if prove:
            faults.take(_of_datasets(course, ledger, on_progress))
        faults.take(results(begun))
    return faults.in_order()


def _check_text(course: Course, faults: Faults, ledger: Ledger, on_progress: Progress) -> None:
    """What can be said of the lessons without running any exercise."""
    with Prover() as prover:
        for lesson in course.lessons:
            find = partial(_of_lesson, lesson, prover, on_progress)
            ground = partial(grounds.of_lesson, lesson)
            faults.take(ledger.findings(f"lessons/{lesson.id}", course.root, ground, find))
    _check_declared(course, faults)
    check_bibliography(course, faults)
    check_glossary(course, faults)
    check_misconceptions(course, faults)


def _of_lesson(lesson: Lesson, prover: Prover, on_progress: Progress) -> list[Fault]:
    """What a lesson shows by itself."""
    on_progress(lesson.id)
    found: list[Fault] = []

    def report(line: int, what: str, hint: str, *, warning: bool = False) -> None:
        found.append(Fault(lesson.path, line, what, hint, warning))

    lines = read_lines(lesson.path, report) or ()
    check_lesson(lesson, lines, report)
    check_formulas(lesson, report)
    check_derivations(lesson, prover, report)
    check_numbers(lesson, report)
    check_simulations(lesson, lines, report)
    check_crowding(lesson, report)
    return found


def _check_declared(course: Course, faults: Faults) -> None:
    declared = course.root / "lessons" / "misconceptions.yaml"
    if course.misconceptions:
        report = faults.of(declared)
        lines = read_lines(declared, report) or ()
        for one in course.misconceptions.values():
            check_misconception(one, lines, report)


def _proven(
    course: Course, ledger: Ledger, on_progress: Progress, exercise: Exercise, prove: Prove
) -> list[Fault]:
    """What proving an exercise shows, or showed."""

    def find() -> list[Fault]:
        on_progress(exercise.slug)
        return prove(exercise)

    ground = partial(grounds.of_exercise, course, exercise)
    return ledger.findings(f"exercises/{exercise.slug}", course.root, ground, find)


def _of_datasets(course: Course, ledger: Ledger, on_progress: Progress) -> list[Fault]:
    """What running the datasets of a teacher's own shows, or showed."""
    file = course.root / OWN
    if not file.is_file():
        return []

    def find() -> list[Fault]:
        on_progress("datasets")
        return check_datasets(file)

    return ledger.findings("datasets", course.root, partial(grounds.of_datasets, file), find)


def _is_readable(exercise: Exercise, faults: Faults) -> bool:
    """Whether it can be run; a file that is missing has been reported already."""
    parts = [exercise.stub, exercise.solution, exercise.hidden_test]
    return all(part.is_file() and read_lines(part, faults.of(part)) for part in parts)
