"""What is known of the memory of one question or exercise."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple


class Card(NamedTuple):
    """A tuple, because all of them are read at every start."""

    stability: float
    """Days after which it is remembered with nine chances in ten."""
    difficulty: float
    """From 1 to 10."""
    rated: datetime
    due: datetime
    times: int
    """How often it was rated."""
    content: str
    """Hash of the question as it was last asked; empty for an exercise."""
    missed: datetime | None = None
    """When it was last answered wrong or given up."""

    def lateness(self, now: datetime) -> float:
        """How much of its interval has gone by; 1 on the day it is due."""
        return (now - self.rated) / max(self.due - self.rated, timedelta(hours=1))


def as_row(card: Card) -> list[Any]:
    """As it is kept."""
    moments = (card.rated, card.due, card.missed)
    rated, due, missed = (moment and moment.isoformat() for moment in moments)
    return [card.stability, card.difficulty, rated, due, card.times, card.content, missed]


def from_row(row: list[Any]) -> Card:
    """From what was kept."""
    stability, difficulty, rated, due, times, content, missed = row
    moment = datetime.fromisoformat
    return Card(
        stability, difficulty, moment(rated), moment(due), times, content,
        moment(missed) if missed else None,
    )  # fmt: skip
