"""Whether every line of a derivation follows: by numbers, and then by SymPy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tutor.authoring.prover import Prover
from tutor.course import formula
from tutor.course.course import Lesson
from tutor.course.derivation import Derivation
from tutor.course.deriving import grounded
from tutor.course.formula.causes import cause
from tutor.course.reading.faults import Report


class _Step(NamedTuple):
    """Two formulas that have to be equal."""

    before: formula.Expression
    after: formula.Expression
    line: int
    goes_on: bool
    """Whether the first stands in the line before."""


def check_derivations(lesson: Lesson, prover: Prover, report: Report) -> None:
    """Report what cannot be read, what does not follow, and, as warnings, what is not proven."""
    seen: set[str] = set()
    for derivation in lesson.derivations:
        if derivation.id in seen:
            what = f"the id `{derivation.id}` is already used in this lesson"
            report(derivation.line, what, "give this derivation another id")
        seen.add(derivation.id)
        if _is_readable(derivation, report):
            for step in _steps(derivation):
                _check(step, derivation, prover, report)


def _is_readable(derivation: Derivation, report: Report) -> bool:
    written = [(one.formula, one.line) for one in derivation.premises]
    written += [(side, one.line) for one in derivation.lines for side in (one.left, one.right)]
    read = [_reads(text, line, derivation, report) for text, line in written if text]
    return all(read)


def _reads(text: str, line: int, derivation: Derivation, report: Report) -> bool:
    try:
        formula.read(text, derivation.symbols)
    except formula.FormulaError as error:
        hint = error.hint or "declare its symbols"
        report(line, f"`{text}` cannot be read: {error}", hint)
        return False
    return True


def _steps(derivation: Derivation) -> Iterator[_Step]:
    before: formula.Expression | None = None
    for line in derivation.lines:
        left = formula.read(line.left, derivation.symbols) if line.left else before
        if left and line.right:
            after = formula.read(line.right, derivation.symbols)
            yield _Step(left, after, line.line, goes_on=not line.left)
            before = after
        else:
            before = left


def _check(step: _Step, derivation: Derivation, prover: Prover, report: Report) -> None:
    before, after = (grounded(one, derivation) for one in (step.before, step.after))
    if not formula.same(before, after, derivation.symbols):
        what = "this does not follow from the line before" if step.goes_on else "this is not equal"
        told = cause(step.after, step.before, derivation.symbols)
        hint = "mend it, or say in a line `where name = formula` what its symbols stand for"
        report(
            step.line, what, f"compare both sides: {told[0].lower()}{told[1:]}" if told else hint
        )
    elif not prover.proven_same(before, after, derivation.symbols):
        what = "this holds wherever it was tried, but SymPy cannot prove it"
        report(step.line, what, "go on in smaller steps", warning=True)
