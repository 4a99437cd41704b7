"""A learner who answers at times that a test says."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from tests.tutor.learning.conftest import NOW
from tutor.course.verdict import Status
from tutor.learning.confidence import Confidence
from tutor.learning.history import Event


class Diary:
    """Events, one after the other; days are counted from `NOW`."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.events: list[Event] = []

    def add(
        self,
        subject: str,
        days: float = 0,
        *,
        kind: str = "answer",
        right: bool | None = True,
        sure: Confidence | None = None,
        content: str = "hash",
        mistakes: tuple[str, ...] = (),
    ) -> Diary:
        status = None if right is None else Status.PASSED if right else Status.FAILED
        self.events.append(
            Event(next(self._numbers), day(days), kind, subject, status, sure, content, mistakes)
        )
        return self


def day(days: float) -> datetime:
    return NOW + timedelta(days=days)
