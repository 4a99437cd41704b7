"""The smallest input on which a learner's function fails as a check saw it fail, and how it looks.

Only a plain comparison can be made smaller: a value of the learner's, as it came, that was held
against what the reference says on the same call. The learner's function and the reference are then
asked again, about less. For any other check, what it said stands; so it does where a probe is read,
whose inputs are how it is set up.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from types import ModuleType

import torch

from tutor.grading import phrases, written
from tutor.grading.asked import Call, Observation, consult, volume
from tutor.grading.called import Outcome
from tutor.grading.checks import Mismatch
from tutor.grading.compare import (
    Tolerance,
    agrees,
    difference,
    misfit,
    nothing,
    place_of_difference,
)
from tutor.grading.relation import relation
from tutor.grading.shrinking import shrunk
from tutor.sandbox import wire

INDENT = "    "

Ask = Callable[[Call], tuple[Outcome | None, str]]
"""The learner's answer to a call, and what is wrong with it."""
Path = tuple[int | str, ...]
"""Where in an answer the value lies that was compared."""


@dataclass(frozen=True)
class Failure:
    """A call with a wrong answer."""

    call: Call
    seen: Outcome
    right: Outcome
    text: str
    """What is wrong, where that is not the value."""


@dataclass(frozen=True)
class Comparison:
    """A call, and which part of its answers is compared how."""

    call: Call
    path: Path
    tolerance: Tolerance

    def both(self, failure: Failure) -> tuple[wire.Value, wire.Value]:
        """What is seen, and what is right."""
        return part(failure.seen.value, self.path), part(failure.right.value, self.path)

    def symptom(self, seen: Outcome, right: Outcome) -> str:
        """In what way the answer is wrong; empty if it is not, or if no answer would be right."""
        if right.raised:
            return ""
        if seen.raised:
            return seen.raised
        try:
            actual, expected = part(seen.value, self.path), part(right.value, self.path)
        except (LookupError, TypeError):
            return "nothing there"
        if agrees(actual, expected, self.tolerance) or nothing(expected):
            return ""
        if not (written.is_tensor(actual) and written.is_tensor(expected)):
            return type(actual).__name__
        if actual.shape != expected.shape or actual.dtype != expected.dtype:
            return "dtype" if actual.shape == expected.shape else "shape"
        return "NaN" if nothing(actual) else "numbers"


def smallest(
    error: AssertionError, asked: Sequence[Observation], reference: ModuleType, ask: Ask
) -> str:
    """What the learner reads of a check that failed: what is wrong, and on which input."""
    comparison, seen = _comparison(error, asked)
    if comparison is None or seen is None or comparison.call.reading:
        return _with_relation(error)
    right = consult(comparison.call, reference)
    symptom = comparison.symptom(seen, right)
    if not symptom or _is_no_reference(error, comparison, right):
        return _with_relation(error)
    first = Failure(comparison.call, seen, right, str(error))
    failures = {id(first.call): first}

    def fails(call: Call) -> bool:
        right = consult(call, reference)
        seen, complaint = (None, "") if right.raised else ask(call)
        if seen is None or comparison.symptom(seen, right) != symptom:
            return False
        failures[id(call)] = Failure(call, seen, right, complaint)
        return True

    call = shrunk(first.call, _place(comparison, first), fails)
    return _text(comparison, first, failures[id(call)], reference)


def _with_relation(error: AssertionError) -> str:
    how = relation(error.actual, error.expected) if isinstance(error, Mismatch) else None
    return f"{error}; {how.text}" if how else str(error)


def _comparison(
    error: AssertionError, asked: Sequence[Observation]
) -> tuple[Comparison | None, Outcome | None]:
    """Which call's answer the error is about, if that can be told, and the answer."""
    for call, outcome in reversed(asked):
        if outcome is None:
            continue
        if isinstance(error, Mismatch):
            for path, value in _parts(outcome.value):
                if value is error.actual and not _is_of_another_type(error):
                    return Comparison(call, path, error.tolerance), outcome
        elif outcome.raised and _is_about_input(str(error)):
            return Comparison(call, (), Tolerance()), outcome
    return None, None


def _is_of_another_type(error: Mismatch) -> bool:
    """Whether it is no tensor, or None, on any input."""
    both = error.actual, error.expected
    return bool(misfit(*both)) and not all(map(written.is_tensor, both))


def _is_about_input(complaint: str) -> bool:
    """Whether an exception may have to do with what the function was given."""
    _, raised, words = complaint.partition(" raised ")
    return bool(raised) and not phrases.reason_of(words)


def _parts(value: wire.Value) -> Iterator[tuple[Path, wire.Value]]:
    yield (), value
    if isinstance(value, list | tuple | dict):
        keys = value if isinstance(value, dict) else range(len(value))
        yield from (((key,), value[key]) for key in keys)


def part(value: wire.Value, path: Path) -> wire.Value:
    """What lies there; LookupError or TypeError if nothing does."""
    for key in path:
        value = value[key]
    return value


def _is_no_reference(error: AssertionError, comparison: Comparison, right: Outcome) -> bool:
    """Whether the check expects something else than the reference says."""
    return isinstance(error, Mismatch) and not agrees(
        part(right.value, comparison.path), error.expected, error.tolerance
    )


def _place(comparison: Comparison, failure: Failure) -> tuple[int, ...]:
    """Where in the answer the worst number is; empty if it is not about numbers."""
    if failure.seen.raised:
        return ()
    actual, expected = comparison.both(failure)
    if misfit(actual, expected) or not written.is_array(expected):
        return ()
    return place_of_difference(
        written.tensor(actual), written.tensor(expected), comparison.tolerance
    )


def _text(comparison: Comparison, first: Failure, least: Failure, reference: ModuleType) -> str:
    """The sentence, then the input, and both answers where they are more than a number."""
    sizes = [volume([one.call.args, dict(one.call.kwargs)]) for one in (first, least)]
    lines = ["the smallest input that fails:" if sizes[1] < sizes[0] else "the input:"]
    rows = _inputs(least.call, reference)
    if least.seen.raised:
        return "\n".join([least.text, *lines, *_table(rows)])
    text = difference(*comparison.both(least), comparison.tolerance)
    how = relation(*comparison.both(first))
    if how and how.holds(*comparison.both(least)):
        text = f"{text}; {how.text}"
    return "\n".join([text, *lines, *_table([*rows, *_answers(*comparison.both(least))])])


def _inputs(call: Call, reference: ModuleType) -> list[tuple[str, str]]:
    given = inspect.signature(call.on(reference)).bind(*call.args, **call.kwargs).arguments
    return [(name, written.value(value)) for name, value in given.items()]


def _answers(actual: wire.Value, expected: wire.Value) -> list[tuple[str, str]]:
    if not all(isinstance(one, torch.Tensor) and one.ndim for one in (actual, expected)):
        return []
    if actual.numel() == expected.numel() == 1:
        return []
    wanted, seen = written.two_values(expected, actual)
    return [("expected", wanted), ("seen", seen)]


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The names, and beside each its value, whose further lines stand under the first."""
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        for label, line in zip_longest([name], value.splitlines(), fillvalue=""):
            yield f"{INDENT}{label:<{width}}  {line}"
