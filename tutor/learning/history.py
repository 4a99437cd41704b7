"""The log as the review reads it: one line for each thing that says something about memory."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tutor.course.verdict import Status
from tutor.learning.confidence import Confidence
from tutor.learning.record import Record

QUERY = """
SELECT id, at, kind, subject,
    coalesce(json_extract(body, '$.status'), json_extract(body, '$.verdict.status')),
    json_extract(body, '$.confidence'), json_extract(body, '$.content'),
    coalesce(json_extract(body, '$.mistake'), json_extract(body, '$.verdict.mistake.id')),
    json_extract(body, '$.verdict.also.id')
FROM log
WHERE {} AND kind IN ('answer', 'attempt', 'recoding', 'blank', 'hint', 'give-up')
ORDER BY id
"""


class Event(NamedTuple):
    """Something a learner did; a tuple, because a year has ten thousand."""

    entry: int
    """Its number in the log."""
    at: datetime
    kind: str
    """`answer`, `attempt`, `recoding`, `blank`, `hint` or `give-up`."""
    subject: str
    """Id of the question or slug of the exercise."""
    status: Status | None = None
    confidence: Confidence | None = None
    content: str = ""
    """Hash of the question as it was asked."""
    mistakes: tuple[str, ...] = ()
    """Ids of the misconceptions that were named."""

    @property
    def passed(self) -> bool:
        """Whether something came out right."""
        return self.status is Status.PASSED


def history(record: Record, after: int) -> list[Event]:
    """The entries behind that number, in order."""
    return [_event(*row) for row in record.rows(QUERY.format("id > ?"), after)]


def trail(record: Record, subject: str) -> list[Event]:
    """The entries about one question or exercise, in order."""
    return [_event(*row) for row in record.rows(QUERY.format("subject = ?"), subject)]


def _event(
    entry: int,
    at: str,
    kind: str,
    subject: str,
    status: str | None,
    sure: str | None,
    content: str | None,
    mistake: str | None,
    also: str | None,
) -> Event:
    return Event(
        entry,
        datetime.fromisoformat(at),
        kind,
        subject,
        Status(status) if status else None,
        Confidence(sure) if sure else None,
        content or "",
        tuple(one for one in (mistake, also) if one),
    )
