"""How long somebody worked on something, by the times between the entries of their record.

The record says when something was done, not for how long. What passed since the entry before is
counted for what was done; a longer pause is time away, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tutor.classroom.report.recorded import Entry

AWAY = timedelta(minutes=20)
"""A longer pause is no work: a hint is offered, and a walk taken, after less."""


def minutes(entries: Iterable[Entry]) -> dict[str, float]:
    """By subject; what was passed counts only until then. Nothing where no pause was short."""
    spent: dict[str, float] = {}
    passed: set[str] = set()
    before = None
    for entry in sorted(entries, key=lambda one: one.at):
        pause = entry.at - before if before else AWAY
        before = entry.at
        if pause < AWAY and entry.subject not in passed:
            spent[entry.subject] = spent.get(entry.subject, 0.0) + pause.total_seconds() / 60
        if entry.passed:
            passed.add(entry.subject)
    return spent
