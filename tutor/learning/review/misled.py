"""Which misconceptions a learner holds, counted over questions, formulas and code alike.

A misconception that is named raises its counter; a right answer to what treats it lowers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tutor.course.course import Course, Misconception
from tutor.course.question import (
    ChoiceQuestion,
    FormulaQuestion,
    NumberQuestion,
    OrderQuestion,
    Question,
)
from tutor.course.sealed import SealedChoice
from tutor.learning.answers import APART
from tutor.learning.history import Event
from tutor.learning.review.rating import Rating

PATTERN = 2
"""Times from which a mistake is more than a slip."""

Treats = Mapping[str, tuple[str, ...]]
"""By id of a question, the misconceptions that an answer to it can show."""


@dataclass
class Misled:
    """Counters, folded over the log."""

    counts: dict[str, int] = field(default_factory=dict)
    """By id; none is 0."""
    named: dict[str, dict[str, datetime]] = field(default_factory=dict)
    """By subject and id, when it last showed there and was not righted since."""

    def hear(self, event: Event, rating: Rating | None, treats: Treats) -> None:
        """Count one event; a file saved five times with one mistake shows it once."""
        named = self.named.setdefault(event.subject, {}) if event.mistakes else {}
        for mistake in event.mistakes:
            if mistake not in named or event.at - named[mistake] >= APART:
                self.counts[mistake] = self.counts.get(mistake, 0) + 1
            named[mistake] = event.at
        if rating is not None and rating >= Rating.GOOD:
            self._righted(event, treats.get(event.subject, ()))

    def _righted(self, event: Event, treated: Iterable[str]) -> None:
        named = self.named.pop(event.subject, {})
        for mistake in {*treated, *named}:
            if mistake in named and event.at - named[mistake] < APART:
                continue  # right once it was told is no evidence
            named.pop(mistake, None)
            if (left := self.counts.pop(mistake, 0) - 1) > 0:
                self.counts[mistake] = left
        if named:
            self.named[event.subject] = named

    def foremost(self, course: Course, most: int = 2) -> list[tuple[Misconception, int]]:
        """Those of the course that show most often, with how often."""
        known = [(course.misconceptions[name], count) for name, count in self.counts.items()
                 if name in course.misconceptions]  # fmt: skip
        return sorted(known, key=lambda one: (-one[1], one[0].id))[:most]

    def recurring(self, course: Course) -> list[tuple[Misconception, int]]:
        """The foremost of those that show again and again."""
        return [one for one in self.foremost(course) if one[1] >= PATTERN]


def treats(course: Course) -> Treats:
    """What each question of a course treats."""
    questions = (one for lesson in course.lessons for one in lesson.questions)
    return {one.id: found for one in questions if (found := _shown_by(one))}


def _shown_by(question: Question) -> tuple[str, ...]:
    found: Iterable[str] = ()
    match question:
        case SealedChoice():
            found = question.shows
        case ChoiceQuestion():
            found = (one.misconception for one in question.options)
        case OrderQuestion():
            found = (one.misconception for one in question.items)
        case NumberQuestion() | FormulaQuestion():
            found = (one.misconception for one in question.wrong)
    return tuple(dict.fromkeys(filter(None, found)))
