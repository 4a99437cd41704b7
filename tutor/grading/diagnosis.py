"""Which known mistake a learner made, told by what their code returns, not by how it is written.

The calls of the checks that failed are put to the reference and to each known mistake. The one
that agrees with the learner on every such call is named, unless a call of a check that passed
contradicts it: there, it may also agree with the reference, which the check may have taken for the
same with a tolerance of its own. Where two different ones explain what was seen, neither is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import ModuleType, SimpleNamespace

from tutor.grading import phrases
from tutor.grading.asked import Observation, consult, put
from tutor.grading.called import Outcome
from tutor.grading.checks import KnownMistake
from tutor.grading.compare import NO_RETURN, Tolerance, agrees, misfit
from tutor.sandbox.wire import Value


def explain(
    failed: Sequence[Observation],
    passed: Sequence[Observation],
    mistakes: Iterable[KnownMistake],
    reference: ModuleType,
    slug: str,
) -> KnownMistake | None:
    """The mistake that explains what the checks saw, if exactly one does."""
    seen = [(question, outcome) for question, outcome in failed if outcome]
    if len(seen) < len(failed):  # a call without an outcome agrees with nothing
        return None
    rights = [agree(outcome, consult(question, reference)) for question, outcome in seen]
    if all(rights):
        return None
    wrong = [one for one, is_right in zip(seen, rights, strict=True) if not is_right]
    right = [one for one, is_right in zip(seen, rights, strict=True) if is_right]
    explaining = {}
    for known in mistakes:
        mistaken = with_mistake(reference, known, slug)
        if all(
            agree(outcome, put(question, mistaken)) for question, outcome in (*wrong, *right)
        ) and not any(contradicts(one, mistaken, reference) for one in passed):
            explaining[known.id] = known
    return next(iter(explaining.values())) if len(explaining) == 1 else None


def contradicts(passed: Observation, mistaken: object, reference: ModuleType) -> bool:
    """Whether a call of a check that passed is wrong with the mistake, and not with the learner."""
    question, outcome = passed
    if outcome is None:
        return False
    wrong = put(question, mistaken)
    return not agree(wrong, outcome) and not agree(wrong, consult(question, reference))


def misfit_among(asked: Iterable[Observation], reference: ModuleType) -> str:
    """Why an outcome is not of the kind that the reference's is; empty if all are."""
    for question, outcome in asked:
        if outcome is None:  # the question may be one that cannot be put to anybody
            continue
        right = consult(question, reference)
        if not right.raised and (text := misfit(outcome.value, right.value)):
            return text
    return ""


def stumbled(error: BaseException, asked: Iterable[Observation]) -> str:
    """What stopped a check that went on with these outcomes; empty if it had asked for none."""
    values = [outcome.value for _, outcome in asked if outcome and not outcome.raised]
    if any(value is None for value in values):
        return NO_RETURN
    kind, text = type(error).__name__, str(error)
    return phrases.unusable("your function", kind, text) if values else ""


def with_mistake(reference: ModuleType, known: KnownMistake, slug: str) -> SimpleNamespace:
    """The reference with one function done wrong."""
    return with_function(reference, known.of or slug, known.function)


def with_function(
    reference: ModuleType, name: str, function: Callable[..., Value]
) -> SimpleNamespace:
    """The reference with another function under this name."""
    return SimpleNamespace(**{**vars(reference), name: function})


def agree(one: Outcome, other: Outcome) -> bool:
    """Whether nobody could tell the two apart."""
    if one.raised or other.raised:
        return one.raised == other.raised
    return len(one.changed) == len(other.changed) and agrees(one.value, other.value, Tolerance())
