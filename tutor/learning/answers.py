"""What has become of a question, and when a right answer counts.

A retry right after a wrong answer shows that the explanation was read; hours later it shows that
something was learned. So both are right, and what counts is an answer no wrong one came close to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.course.verdict import Status

APART = timedelta(hours=8)
"""Between a wrong answer and a right one that counts: a night lies in it, or a day's work."""


@dataclass(frozen=True)
class Answered:
    """What has become of a question."""

    status: Status
    """Passed once any answer was right, else how the latest came out."""
    content: str
    """Hash of the question as it was asked."""
    tries: int
    """How many answers have been given, this one included."""
    counts: bool
    """Whether it was ever right without a wrong answer shortly before."""
    missed: datetime | None
    """When the latest wrong answer was given."""
    at_once: bool = False
    """Whether the very first answer was right."""

    def open_again(self, now: datetime) -> bool:
        """Whether an answer given now could count although one was right already."""
        return not self.counts and self.missed is not None and now - self.missed >= APART


def after(before: Answered | None, status: Status, content: str, at: datetime) -> Answered:
    """What becomes of a question by one more answer."""
    right = status is Status.PASSED
    missed = before.missed if before else None
    fresh = missed is None or at - missed >= APART
    return Answered(
        status=Status.PASSED if before and before.status is Status.PASSED else status,
        content=content,
        tries=before.tries + 1 if before else 1,
        counts=(before is not None and before.counts) or (right and fresh),
        missed=missed if right else at,
        at_once=before.at_once if before else right,
    )
