"""What hidden tests are written with: `same`, `mistake`, `worth`, `public` and the like.

A hidden test is plain pytest. Its docstring is its name for the learner, and it gets the fixtures
`learner`, `reference` (the solution's module), `seed` and `generator` (both new at every run).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pytest

from tutor.grading.asked import unread as unread
from tutor.grading.compare import Tolerance, difference, nothing
from tutor.sandbox.wire import Value

Check = TypeVar("Check", bound=Callable[..., None])


class Mismatch(AssertionError):  # noqa: N818  it is what a check found, no error of anybody's code
    """A value that is not what it should be."""

    def __init__(self, text: str, actual: Value, expected: Value, tolerance: Tolerance) -> None:
        super().__init__(text)
        self.actual = actual
        self.expected = expected
        self.tolerance = tolerance


@dataclass(frozen=True)
class KnownMistake:
    """A wrong version of a function, kept to name it when a learner writes the same."""

    why: str
    id: str
    of: str
    """The function it gets wrong; empty for the one that bears the exercise's name."""
    function: Callable[..., Value]

    def __call__(self, *args: Value, **kwargs: Value) -> Value:
        """Do it wrong."""
        return self.function(*args, **kwargs)


def mistake(
    why: str,
    *,
    id: str,  # noqa: A002  misconceptions have ids in the course's files, too
    of: str = "",
) -> Callable[[Callable[..., Value]], KnownMistake]:
    """Declare a function as a known mistake, by the id of its misconception."""
    return lambda function: KnownMistake(why, id, of, function)


def equivalent(was: str, now: str, *, because: str) -> None:
    """Declare that the solution stays right with `now` in the place of `was`: no check can tell.

    `tutor course check` reads it as text, and gives both texts where it reports a survivor.
    """


def public(check: Check) -> Check:
    """Mark a check that learners get with the course; it does without `reference`."""
    return check


def worth(points: float) -> pytest.MarkDecorator:
    """Give a check a share of the exercise's points; every other has one."""
    return pytest.mark.worth(points)


def same(
    actual: Value, expected: Value, rtol: float | None = None, atol: float | None = None
) -> None:
    """Raise Mismatch unless shape, dtype and numbers agree, in containers as well.

    Nothing is the same as None or NaN: a check may compare two values of the learner's.
    rtol, atol: relative and absolute tolerance; float64 1e-9 and 1e-12, float32 1e-4 and 1e-5.
    """
    tolerance = Tolerance(rtol, atol)
    if text := difference(actual, expected, tolerance) or nothing(expected):
        raise Mismatch(text, actual, expected, tolerance)
