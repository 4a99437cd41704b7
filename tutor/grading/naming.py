"""What a run says about how its learner went wrong: one known mistake, or two, or nothing.

A name is worth having, and a verdict is worth more: whatever becomes of the search, it ends, and
what the checks found stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType

from tutor.grading.asked import Observation
from tutor.grading.checks import KnownMistake
from tutor.grading.combination import explain_by_two
from tutor.grading.diagnosis import explain
from tutor.grading.effort import LateError, interrupted_after

LONGEST = 2.0
"""Seconds of CPU. The bound on work is reached before, unless a function is slow by itself."""


def named(
    failed: Sequence[Observation],
    passed: Sequence[Observation],
    mistakes: Sequence[KnownMistake],
    reference: ModuleType,
    slug: str,
    *,
    seconds: float = LONGEST,
) -> Sequence[KnownMistake]:
    """The mistakes that explain what the checks saw; none if that takes longer than it may."""
    observed = failed, passed, mistakes, reference, slug
    with suppress(LateError, Exception), interrupted_after(seconds):
        single = explain(*observed)
        return (single,) if single else explain_by_two(*observed) or ()
    return ()
