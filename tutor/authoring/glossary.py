"""Whether every letter in a formula is explained by then.

Asked only of a course that has a glossary: who declares no meanings is not nagged for them.
"""

from __future__ import annotations

from tutor.course import glossary
from tutor.course.course import Course, Lesson, Term
from tutor.course.reading.faults import Faults, Report
from tutor.typeset import LatexError


def check_glossary(course: Course, faults: Faults) -> None:
    """Warn of symbols that neither their lesson nor one before it explains."""
    if any(lesson.terms for lesson in course.lessons):
        for lesson in course.lessons:
            known = glossary.known_in(course, lesson.id)
            _check(lesson, known, faults.of(lesson.path))


def _check(lesson: Lesson, known: tuple[Term, ...], report: Report) -> None:
    """Each symbol is reported once, in the first block that uses it."""
    told: set[str] = set()
    for step in lesson.steps:
        for block in step.blocks:
            try:
                unknown = glossary.undeclared(glossary.formulas([block]), known)
            except LatexError:
                continue  # it has been reported where it stands
            for symbol in unknown:
                if symbol not in told:
                    told.add(symbol)
                    hint = "declare it under `symbols`, with `says` and `step`"
                    report(block.line, f"no lesson explains `{symbol}`", hint, warning=True)
