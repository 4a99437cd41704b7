"""Which two known mistakes a learner made at once, where no single one explains what was seen.

On a call where only one of the two makes a difference, the learner must have done as that one does.
Where both do, their ways are merged, and the learner must have done as the merged one does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from types import ModuleType

from tutor.grading.asked import Observation, consult, put
from tutor.grading.called import Outcome
from tutor.grading.checks import KnownMistake
from tutor.grading.diagnosis import agree, with_function
from tutor.grading.effort import Effort, ExhaustedError
from tutor.grading.merging import ConflictError, merged
from tutor.grading.recording import Operand, Recorded, UnrecordableError, replay
from tutor.sandbox.wire import Value

FEW = 4
"""So many calls of checks that failed, and of others, every two mistakes are held against."""
MOST_WORK = 1_200_000
"""One second or two; who has so many mistakes that all fit so far is not told."""

Pair = tuple[KnownMistake, KnownMistake]


@dataclass(frozen=True)
class Take:
    """What a function with one mistake makes of a call."""

    answers: tuple[Operand, ...]
    """How it came to each answer that was asked of it; empty if that cannot be recorded."""
    raised: bool
    right: bool
    """Whether it makes no difference."""
    seen: bool
    """Whether the learner did the same."""


def explain_by_two(
    failed: Sequence[Observation],
    passed: Sequence[Observation],
    mistakes: Sequence[KnownMistake],
    reference: ModuleType,
    slug: str,
    *,
    work: int = MOST_WORK,
) -> Pair | None:
    """The two mistakes that together explain what the checks saw, if exactly two do.

    They may be two ways to make one mistake, and bear one id. None where it takes more work to say.
    """
    if not failed or any(outcome is None for _, outcome in failed):
        return None
    known = [one for one in mistakes if (one.of or slug) == slug]
    bench = _Bench([*failed, *passed], len(failed), reference, slug, Effort(work))
    every = range(len(bench.asked))
    few = [*_spread(every[: len(failed)]), *_spread(every[len(failed) :])]
    found: dict[frozenset[str], Pair] = {}
    try:
        for pair in combinations(known, 2):
            if bench.explains(pair, few) and bench.explains(pair, every):
                found.setdefault(frozenset(one.id for one in pair), pair)
    except ExhaustedError:
        return None
    return next(iter(found.values())) if len(found) == 1 else None


def _spread(places: range) -> range:
    """Some of them, from all over."""
    return places[:: max(1, -(-len(places) // FEW))]


class _Bench:
    """Puts calls to versions of the reference, and each version to each call only once."""

    def __init__(
        self,
        asked: Sequence[Observation],
        failed: int,
        reference: ModuleType,
        slug: str,
        effort: Effort,
    ) -> None:
        self.asked = asked
        self._failed = failed
        """So many are of checks that failed; they come first."""
        self._reference = reference
        self._slug = slug
        self._effort = effort
        self._rights: dict[int, tuple[Outcome, tuple[Operand, ...]]] = {}
        self._takes: dict[tuple[int, int], Take] = {}

    def explains(self, pair: Pair, places: Sequence[int]) -> bool:
        """Whether the two together do as the learner did on these calls."""
        both: list[int] = []
        for place in places:
            one, other = (self._take(place, known) for known in pair)
            if not (one.right or other.right):
                if not self.asked[place][0].reading:
                    both.append(place)
                elif not (one.seen or other.seen):  # only one of two sentences is said
                    return False
            elif one.right and other.right:
                if not self._is_right(place):
                    return False
            elif not (other.seen if one.right else one.seen):
                return False
        return all(self._explains_merged(pair, place) for place in both)

    def _explains_merged(self, pair: Pair, place: int) -> bool:
        one, other = (self._take(place, known) for known in pair)
        if one.raised or other.raised:
            return one.seen if one.raised else other.seen
        _, seen = self.asked[place]
        _, rights = self._right(place)
        if (seen and seen.raised) or not len(rights) == len(one.answers) == len(other.answers) > 0:
            return False
        try:
            trees = [
                merged(*three, self._effort)
                for three in zip(rights, one.answers, other.answers, strict=True)
            ]
        except ConflictError:
            return False
        replayed = iter(trees)
        outcome = self._put(place, lambda *args, **kwargs: replay(next(replayed), args, kwargs))
        return self._is_seen(place, outcome)

    def _take(self, place: int, known: KnownMistake) -> Take:
        key = place, id(known)
        if key not in self._takes:
            outcome, answers = self._recorded(place, known)
            right = agree(outcome, self._right(place)[0])
            seen = self._is_seen(place, outcome)
            self._takes[key] = Take(answers, bool(outcome.raised), right, seen)
        return self._takes[key]

    def _right(self, place: int) -> tuple[Outcome, tuple[Operand, ...]]:
        if place not in self._rights:
            self._rights[place] = self._recorded(place, getattr(self._reference, self._slug))
        return self._rights[place]

    def _recorded(
        self, place: int, function: Callable[..., Value]
    ) -> tuple[Outcome, tuple[Operand, ...]]:
        question, _ = self.asked[place]
        if question.reading:  # of what is drawn by chance, nothing can be computed again
            return self._put_afresh(place, function), ()
        for recorded in (Recorded(function, lift=True), Recorded(function, lift=False)):
            outcome = self._put(place, recorded)
            if not outcome.raised:
                return outcome, tuple(recorded.answers)
        if outcome.raised == UnrecordableError.__name__:
            return self._put_afresh(place, function), ()
        return outcome, ()

    def _put(self, place: int, function: Callable[..., Value]) -> Outcome:
        """What is recorded leaves its inputs alone."""
        question, _ = self.asked[place]
        with self._effort.of_a_call():
            return consult(question, with_function(self._reference, self._slug, function))

    def _put_afresh(self, place: int, function: Callable[..., Value]) -> Outcome:
        question, _ = self.asked[place]
        with self._effort.of_a_call():
            return put(question, with_function(self._reference, self._slug, function))

    def _is_seen(self, place: int, outcome: Outcome) -> bool:
        """Whether the learner did the same, as far as the check that asked could tell."""
        _, seen = self.asked[place]
        if seen is None:
            return True
        return agree(outcome, seen) or (
            place >= self._failed and agree(outcome, self._right(place)[0])
        )

    def _is_right(self, place: int) -> bool:
        return self._is_seen(place, self._right(place)[0])
