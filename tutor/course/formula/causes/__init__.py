"""What is wrong with a formula: the simplest slip that explains all of it, or nothing.

A guess counts only if the formula without the slip *is* the answer, at every point. Kinds are
tried from the simplest on. The first kind with a guess that counts is the one that is told; if
it has two that would be said in different words, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.formula.causes import local, missing, order, scale, symbols
from tutor.course.formula.causes.slip import Kind, Slip
from tutor.course.formula.equality import Target
from tutor.course.formula.expression import Binary, Call, Expression, Negative
from tutor.course.formula.parts import usual
from tutor.course.question import Symbol

_MOST_WORK = 20_000
"""Nodes of all guesses together; beyond it nothing is said. About a twentieth of a second."""


def cause(given: Expression, answer: Expression, declared: Mapping[str, Symbol]) -> str:
    """A sentence that says what is wrong with `given`, which is not the answer; may be empty."""
    given, answer = usual(given), usual(answer)
    typed, wanted = Target(given, declared), Target(answer, declared)
    if _without_value(typed, wanted):
        return "It has no value for some of the numbers that its symbols can stand for."
    work = _MOST_WORK
    for kind, of_answer in _kinds(typed, wanted, declared):
        fitting: set[Slip] = set()
        for slip in kind(answer if of_answer else given):
            work -= _size(slip.mended)
            if work < 0:
                return ""
            if (typed if of_answer else wanted).met_by(slip.mended):
                fitting.add(slip)
        if fitting:
            return _agreed(fitting)
    return ""


def _agreed(fitting: set[Slip]) -> str:
    """What all of them say; nothing if they say different things."""
    said = {slip.says for slip in fitting}
    broadly = {slip.broadly for slip in fitting}
    return next((words.pop() for words in (said, broadly) if len(words) == 1), "")


def _without_value(typed: Target, wanted: Target) -> bool:
    indices = range(len(typed.points))
    return any(typed.value(i) is None and wanted.value(i) is not None for i in indices)


def _kinds(
    typed: Target, wanted: Target, declared: Mapping[str, Symbol]
) -> Iterator[tuple[Kind, bool]]:
    """From the simplest on; and whether the kind looks through the answer instead."""
    yield local.sign, False
    yield _measured(scale.factor(typed, wanted), wanted), False
    yield local.root, False
    yield local.square, False
    yield symbols.swapped, False
    yield symbols.remainder, False
    yield symbols.mistaken(declared), False
    yield order.upside_down, False
    yield missing.term_too_many, False
    yield missing.term_missing, True
    yield missing.factor_missing, True
    yield local.one_off, False
    yield missing.inner_term_missing, True
    yield missing.factor_too_many, False
    yield order.brackets, False
    yield order.distributed, False
    yield order.operator, False
    yield local.number, False
    yield local.function, False
    yield symbols.everywhere, False
    yield local.two_roots, False
    yield local.rootless, True
    yield missing.symbol_missing, True
    yield _measured(scale.offset(typed, wanted), wanted), False


def _measured(says: str, wanted: Target) -> Kind:
    """A kind for what follows from the values alone."""

    def slips(_: Expression) -> Iterator[Slip]:
        if says:
            yield Slip(wanted.expression, says)

    return slips


def _size(expression: Expression) -> int:
    match expression:
        case Negative(part) | Call(_, part):
            return 1 + _size(part)
        case Binary(_, left, right):
            return 1 + _size(left) + _size(right)
    return 1
