"""How well something was remembered, read from what the learner did; nobody grades themselves.

What follows a wrong answer at once shows that the explanation was read, and a right answer given
twice in an hour shows nothing new: neither is rated.
"""

from __future__ import annotations

from enum import IntEnum

from tutor.learning.answers import APART
from tutor.learning.confidence import Confidence
from tutor.learning.history import Event
from tutor.learning.review.card import Card


class Rating(IntEnum):
    """As FSRS numbers them."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rating(event: Event, card: Card | None, helped: bool) -> Rating | None:
    """What an event says about memory; None if nothing.

    card: what was known of the subject before. helped: whether a hint or a failed try went before.
    """
    if event.kind == "give-up":
        return None if _just_missed(event, card) else Rating.AGAIN
    if event.kind == "answer":
        return _of_answer(event, card)
    if not event.passed or (event.kind == "attempt" and card) or _too_soon(event, card):
        return None  # a file that is graded again was not written again
    return Rating.HARD if helped else Rating.GOOD


def _of_answer(event: Event, card: Card | None) -> Rating | None:
    if not event.passed:
        return None if _just_missed(event, card) else Rating.AGAIN
    if _too_soon(event, card):
        return None
    if event.confidence is Confidence.GUESS:
        return Rating.HARD
    return Rating.EASY if event.confidence is Confidence.SURE else Rating.GOOD


def _just_missed(event: Event, card: Card | None) -> bool:
    return bool(card and card.missed and event.at - card.missed < APART)


def _too_soon(event: Event, card: Card | None) -> bool:
    return _just_missed(event, card) or bool(card and event.at - card.rated < APART)
