"""How long something is remembered: FSRS, and intervals spread so that no day gets them all.

fsrs takes 25 ms to import, and is imported when something was rated.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

from tutor.learning.review.card import Card
from tutor.learning.review.rating import Rating

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST = 120
"""Days; who takes a course wants to know it at its end, not in ten years."""
RIGID = 3
"""Days under which an interval is left as it is."""
SPREAD = 0.1
"""Share of an interval by which it may be longer or shorter."""


def reviewed(
    subject: str, card: Card | None, rating: Rating, at: datetime, content: str, seed: int
) -> Card:
    """The card after one more rating. at: UTC. seed: of the spread."""
    import fsrs

    before = fsrs.Card(
        card_id=0,  # it waits a millisecond to make one up
        state=fsrs.State.Review if card else fsrs.State.Learning,
        step=None if card else 0,
        stability=card.stability if card else None,
        difficulty=card.difficulty if card else None,
        last_review=card.rated if card else None,
    )
    after, _ = _scheduler().review_card(before, fsrs.Rating(rating), at)
    times = card.times + 1 if card else 1
    days = spread((after.due - at).days, f"{seed} {subject} {times}")
    missed = at if rating is Rating.AGAIN else card.missed if card else None
    return Card(
        stability=after.stability or 0.0,
        difficulty=after.difficulty or 0.0,
        rated=at,
        due=at + timedelta(days=days),
        times=times,
        content=content,
        missed=missed,
    )


def spread(days: int, key: str) -> int:
    """An interval moved by up to a tenth, always the same way for the same key."""
    if days < RIGID:
        return days
    room = max(1, round(days * SPREAD))
    return min(days - room + crc32(key.encode()) % (2 * room + 1), LONGEST)


@cache
def _scheduler() -> Scheduler:
    import fsrs

    return fsrs.Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
    )
