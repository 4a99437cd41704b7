"""Things in an order: what stands too early is told why; where the rest belongs stays untold."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from tutor.course.course import Misconception
from tutor.course.judging import outcome
from tutor.course.question import OrderQuestion
from tutor.course.verdict import Finding, Verdict
from tutor.errors import TutorError


def judge_order(
    question: OrderQuestion, answer: tuple[int, ...], misconceptions: Mapping[str, Misconception]
) -> Verdict:
    """answer: indices of the items, first to last."""
    items = question.items
    if sorted(answer) != list(range(len(items))):
        ask = f"name each from 1 to {len(items)} once"
        raise TutorError(f"this is no order of {len(items)} things", ask)
    given = [items[index] for index in answer]
    ranks = sorted(item.rank for item in items)
    placed = [item.rank == rank for item, rank in zip(given, ranks, strict=True)]
    if all(placed):
        return outcome.verdict(
            question, [outcome.right(one.text, one.explanation) for one in given]
        )
    first = placed.index(False)
    early = given[first]
    findings = [*_beginning(first), outcome.wrong(early.text, early.explanation)]
    return outcome.verdict(question, findings, outcome.mistake(early.misconception, misconceptions))


def shuffled(question: OrderQuestion) -> tuple[int, ...]:
    """The items' indices in the order in which they are shown, which is never a right one.

    It follows from the question alone: so `2 3 1` means the same on the screen, on stdin, and
    after a restart.
    """

    def lot(index: int) -> bytes:
        return hashlib.sha256(f"{question.id} {question.items[index].text}".encode()).digest()

    drawn = sorted(range(len(question.items)), key=lot)
    ranks = [question.items[index].rank for index in drawn]
    return tuple(drawn if ranks != sorted(ranks) else reversed(drawn))


def _beginning(count: int) -> list[Finding]:
    """What is said of the items before the first that is out of place."""
    if not count:
        return []
    said = "The first one is in its place." if count == 1 else f"The first {count} are in place."
    return [outcome.right("the beginning", said)]
