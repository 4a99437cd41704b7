"""What is asked today: how much of what is due, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.course.course import Course, Exercise
from tutor.course.judge import content_hash
from tutor.course.question import Question
from tutor.learning.review.card import Card
from tutor.learning.review.memory import Memory
from tutor.learning.review.misled import Treats, treats

LOAD = 20
"""How much is asked in a day, about a quarter of an hour; the rest waits for the days after."""
TODAY = timedelta(hours=12)
"""What falls due within it is due today, and what was reviewed within it was reviewed today.

Half a day, so that an evening's questions come on the next morning, in every time zone.
"""

REST = timedelta(days=2)
"""For which nothing is asked again before it is due."""


@dataclass(frozen=True)
class Due:
    """Something to be asked again."""

    what: Question | Exercise
    lesson: str
    step: int
    """Where it stands."""
    card: Card

    @property
    def subject(self) -> str:
        """Id of the question, or slug of the exercise."""
        return self.what.slug if isinstance(self.what, Exercise) else self.what.id

    @property
    def reworded(self) -> bool:
        """Whether the question reads differently than when it was last asked."""
        return isinstance(self.what, Question) and content_hash(self.what) != self.card.content


@dataclass(frozen=True)
class Sitting:
    """A day's review."""

    today: tuple[Due, ...]
    """In the order in which it is asked."""
    waiting: int
    """What is due besides, and comes in the days after."""


def sitting(course: Course, memory: Memory, now: datetime) -> Sitting:
    """What is left of today's review.

    First what treats the foremost misconceptions, then what is still half known: of a backlog
    that is saved first. Never two of one lesson in a row where that can be avoided.
    """
    treated = treats(course)
    foremost = [one.id for one, _ in memory.misled.foremost(course)]
    known = list(_known(course, memory))
    due = [one for one in known if one.card.due <= now + TODAY]
    others = [one for one in known if one.card.due > now + TODAY]
    due += _brought_forward(foremost, due, others, treated, now)

    def urgency(one: Due) -> tuple[bool, float, str]:
        helps = not set(foremost).isdisjoint(treated.get(one.subject, ()))
        return not helps, one.card.lateness(now), one.subject

    done = sum(one.card.times > 1 and now - one.card.rated < TODAY for one in known)
    mixed = interleaved(sorted(due, key=urgency), max(LOAD - done, 0))
    return Sitting(tuple(mixed), len(due) - len(mixed))


def next_due(course: Course, memory: Memory) -> datetime | None:
    """When the next thing falls due; None where nothing was learned yet."""
    return min((one.card.due for one in _known(course, memory)), default=None)


def interleaved(urgent: Sequence[Due], most: int) -> list[Due]:
    """The most urgent first, but no two of one lesson in a row where the rest allows it."""
    left, order = list(urgent), list[Due]()
    while left and len(order) < most:
        last = order[-1].lesson if order else ""
        fullest, count = Counter(one.lesson for one in left).most_common(1)[0]
        must = fullest if 2 * count > len(left) and fullest != last else None
        fitting = (one for one in left if one.lesson == must or (not must and one.lesson != last))
        chosen = next(fitting, left[0])
        left.remove(chosen)
        order.append(chosen)
    return order


def _known(course: Course, memory: Memory) -> Iterator[Due]:
    """What has a card, as the course has it now."""
    for lesson in course.lessons:
        for index, step in enumerate(lesson.steps):
            for block in step.blocks:
                if isinstance(block, Question) and (card := memory.cards.get(block.id)):
                    yield Due(block, lesson.id, index, card)
    for exercise in course.exercises.values():
        if card := memory.cards.get(exercise.slug):
            yield Due(exercise, exercise.lesson, exercise.step, card)


def _brought_forward(
    foremost: Sequence[str],
    due: Sequence[Due],
    others: Sequence[Due],
    treated: Treats,
    now: datetime,
) -> list[Due]:
    """For each of the foremost misconceptions that nothing due treats, the oldest that does."""
    found = list[Due]()
    for misconception in foremost:
        if any(misconception in treated.get(one.subject, ()) for one in [*due, *found]):
            continue
        fitting = [
            one
            for one in others
            if misconception in treated.get(one.subject, ()) and now - one.card.rated >= REST
        ]
        found += sorted(fitting, key=lambda one: one.card.rated)[:1]
    return found
