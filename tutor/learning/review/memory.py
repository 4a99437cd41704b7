"""What is remembered, replayed from the log.

The log alone is the truth. What was replayed once is kept on the desk, so that the next start
reads what came since; a desk that is lost, or was kept for another course, is replayed anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import crc32

from tutor.course.course import Course
from tutor.learning.history import Event
from tutor.learning.progress import Progress
from tutor.learning.review.card import Card, as_row, from_row
from tutor.learning.review.forgetting import reviewed
from tutor.learning.review.misled import Misled, Treats, treats
from tutor.learning.review.rating import rating

DESK = "memory"
RULES = 1
"""Counted up when the same log means something else, so that what was kept is replayed."""


@dataclass
class Memory:
    """Folded over the log."""

    cards: dict[str, Card] = field(default_factory=dict)
    """By id of a question or slug of an exercise."""
    helped: set[str] = field(default_factory=set)
    """Exercises with a hint or a failed try since they were begun."""
    misled: Misled = field(default_factory=Misled)
    upto: int = 0
    """Number of the last entry of the log that is in it."""


def remembered(progress: Progress, course: Course, seed: int = 0) -> Memory:
    """The memory as it is now; what is new of it is kept."""
    treated = treats(course)
    stamp = crc32(json.dumps([RULES, seed, treated], sort_keys=True).encode())
    kept = progress.left(DESK) or {}
    memory = _from_kept(kept) if kept.get("stamp") == stamp else Memory()
    before = memory.upto
    replay(memory, progress.history(before), treated, seed)
    if memory.upto != before:
        progress.leave(DESK, {"stamp": stamp, **_to_keep(memory)})
    return memory


def replay(memory: Memory, events: Iterable[Event], treated: Treats, seed: int) -> None:
    """Let a memory hear what came behind what it knows."""
    for event in events:
        name, card = event.subject, memory.cards.get(event.subject)
        rated = rating(event, card, name in memory.helped)
        if rated:
            card = reviewed(name, card, rated, event.at, event.content, seed)
            memory.cards[name] = card
        elif card and event.kind == "answer" and not event.passed:
            memory.cards[name] = card._replace(missed=event.at)
        memory.misled.hear(event, rated, treated)
        _note_help(memory.helped, event)
        memory.upto = event.entry


def _note_help(helped: set[str], event: Event) -> None:
    if event.kind == "hint" or (event.kind == "recoding" and not event.passed):
        helped.add(event.subject)
    elif event.kind == "blank":
        helped.discard(event.subject)


def _to_keep(memory: Memory) -> dict[str, Any]:
    named = memory.misled.named
    return {
        "cards": {name: as_row(card) for name, card in memory.cards.items()},
        "helped": sorted(memory.helped),
        "counts": memory.misled.counts,
        "named": {
            name: {one: at.isoformat() for one, at in found.items()}
            for name, found in named.items()
        },
        "upto": memory.upto,
    }


def _from_kept(kept: dict[str, Any]) -> Memory:
    named = {
        name: {one: datetime.fromisoformat(at) for one, at in found.items()}
        for name, found in kept["named"].items()
    }
    return Memory(
        cards={name: from_row(row) for name, row in kept["cards"].items()},
        helped=set(kept["helped"]),
        misled=Misled(kept["counts"], named),
        upto=kept["upto"],
    )
