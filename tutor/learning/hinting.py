"""When the next hint may be seen: at once the first, then after a new attempt or a minute.

Without the pause, a third of what learners do in a tutor is clicking through to the last hint
(Aleven et al. 2006). How many are left is not told: that makes them click more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.course.course import Exercise
from tutor.learning.history import Event

PAUSE = timedelta(minutes=1)
NONE = timedelta(0)
TRIES = ("attempt", "recoding")


@dataclass(frozen=True)
class Hinting:
    """How many hints are to be seen, and what the next one waits for."""

    shown: int
    next: int | None
    """Number of the hint that may be seen now, from 1; None if none may."""
    waits: timedelta = NONE
    """How long, where it may be seen later and nothing is tried before."""

    @property
    def words(self) -> str:
        """Why there is none now; empty if there is one, or no further one at all."""
        if not self.waits:
            return ""
        seconds = -(-self.waits // timedelta(seconds=1))
        return f"the next hint comes after your next attempt, or in {seconds} seconds"


def hinting(exercise: Exercise, trail: Sequence[Event], now: datetime) -> Hinting:
    """What hints there are at this moment. trail: what was done about the exercise."""
    hints = [index for index, one in enumerate(trail) if one.kind == "hint"]
    shown = min(len(hints), len(exercise.hints))
    if shown == len(exercise.hints):
        return Hinting(shown, None)
    tried = not hints or any(one.kind in TRIES for one in trail[hints[-1] :])
    waits = NONE if tried else max(trail[hints[-1]].at + PAUSE - now, NONE)
    return Hinting(shown, None if waits else shown + 1, waits)
