"""What a report says, as values; what it looks like is for `terminal` and `page`.

A number that would speak of fewer learners than may be shown apart is None already here, so that
nothing that is drawn can give it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tutor.classroom.submission import Oddity


@dataclass(frozen=True)
class OfExercise:
    """How a class did in one exercise."""

    slug: str
    lesson: str
    """Number of the lesson that asks for it."""
    tried: int | None
    """Learners who handed it in or tried it; None for fewer than may be shown apart."""
    passed: int | None
    files: float | None
    """Different files handed in: a median, as `tries` and `minutes` are, or None of too few."""
    tries: float | None
    """At the tutor, until it passed."""
    minutes: float | None
    mistake: str
    """The title of the misconception that most show, if enough do."""


@dataclass(frozen=True)
class OfQuestion:
    """How a class did in one question."""

    id: str
    lesson: str
    prompt: str
    """In one line."""
    answered: int | None
    """Learners who were asked it as it stands now."""
    at_once: int | None
    """Those whose first answer was right."""
    tries: float | None
    """Medians; None of too few."""
    minutes: float | None
    correlation: float | None
    """Of being right at once with being right at once in the rest; None where few say nothing."""


@dataclass(frozen=True)
class OfMisconception:
    """How many show a wrong idea."""

    title: str
    learners: int
    shown_in: tuple[str, ...]
    """Exercises and questions where enough show it, the most frequent first."""
    treated: str
    """The step that treats it, in words; empty if none does."""


@dataclass(frozen=True)
class Stuck:
    """Somebody who does not get on."""

    who: str
    exercise: str
    """Empty where fewer than may be shown apart are stuck there."""
    check: str
    """What they do not get past, in the words of the check."""
    tries: int
    last: datetime | None


@dataclass(frozen=True)
class Suspect:
    """A question that those get wrong who get the others right."""

    id: str
    lesson: str
    prompt: str
    answered: int
    at_once: int
    correlation: float
    of: int
    """Learners it was taken of: those who answered enough of the others."""
    low: float
    high: float
    """Ends of an interval of 95 %."""
    instead: str
    """What most of the others answered, if enough did."""


@dataclass(frozen=True)
class Cluster:
    """Learners whose code is wrong in the same way, for which there is no known mistake yet."""

    exercise: str
    learners: int
    files: int
    """Different ones."""
    check: str
    message: str
    """What the first check that failed said to all of them."""
    stub: str
    """How a known mistake for it could begin."""


@dataclass(frozen=True)
class Report:
    """All there is to say about a class."""

    course: str
    made: datetime
    learners: int
    records: int
    least: int
    """Learners of whom something is said apart."""
    named: bool
    """Whether learners are called by their names."""
    exercises: tuple[OfExercise, ...]
    questions: tuple[OfQuestion, ...]
    misconceptions: tuple[OfMisconception, ...]
    rare: int
    """Misconceptions that are left out, because fewer show them than may be shown apart."""
    stuck: tuple[Stuck, ...]
    suspects: tuple[Suspect, ...]
    clusters: tuple[Cluster, ...]
    small_clusters: int
    """Those left out."""
    odd: tuple[Oddity, ...]
    """What of the records could not be read."""
