"""What the command palette finds: lessons, their steps, exercises, and what the keys do."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tutor.course.course import alone
from tutor.learning.progress import Place
from tutor.tui.keys import offers, spelled
from tutor.tui.messages import (
    DrawFromModel,
    LookUp,
    OpenExercise,
    OpenPlace,
    OpenReview,
    OpenSimulation,
    ShowMap,
    TrainModel,
)
from tutor.tui.session import Session


class Holds(Protocol):
    """What the palette needs of the app."""

    session: Session


@dataclass(frozen=True)
class Entry:
    """Something to be found."""

    title: str
    help: str
    act: Callable[[], object]
    first: bool = True
    """Whether it is offered before anything is typed."""


class Entries(Provider):
    """Finds entries by some of their letters."""

    @abstractmethod
    def entries(self) -> Iterator[Entry]:
        """All there is to find, in the order in which it is offered."""

    async def discover(self) -> Hits:
        """What is offered before anything is typed."""
        for entry in self.entries():
            if entry.first:
                yield DiscoveryHit(entry.title, entry.act, help=entry.help)

    async def search(self, query: str) -> Hits:
        """What matches."""
        matcher = self.matcher(query)
        for entry in self.entries():
            if (score := matcher.match(entry.title)) > 0:
                yield Hit(score, matcher.highlight(entry.title), entry.act, help=entry.help)


class Places(Entries):
    """Lessons, exercises and steps."""

    def entries(self) -> Iterator[Entry]:
        """Lessons first, then exercises; steps only when searched for."""
        course, post = cast(Holds, self.app).session.course, self.screen.post_message
        for lesson in course.lessons:
            for index, step in enumerate(lesson.steps):
                place = Place(lesson.id, index)
                if index == 0:
                    title = f"{lesson.number} {lesson.title}"
                    yield Entry(title, "lesson", partial(post, OpenPlace(place)))
                where = f"step {index + 1} of {lesson.number} {lesson.title}"
                yield Entry(step.title, where, partial(post, OpenPlace(place)), first=False)
        for slug in course.exercises:
            yield Entry(slug, "exercise", partial(post, OpenExercise(slug)))


class Everything(Places):
    """Places, the model, then what the keys do here and now."""

    def entries(self) -> Iterator[Entry]:
        """Each action once, by the first of its keys."""
        yield from super().entries()
        post = self.screen.post_message
        yield Entry("Train", "the small model, with your functions", partial(post, TrainModel()))
        yield Entry("Draw", "from the model you trained", partial(post, DrawFromModel()))
        yield Entry("Review", "what is due today", partial(post, OpenReview()))
        yield Entry("Map of the lessons", "what builds on what", partial(post, ShowMap()))
        yield from self._simulations()
        yield Entry("Symbols", "what they mean", partial(post, LookUp()))
        seen = {"Train", "Map of the lessons", "Symbols", "Review"}
        for offer in offers(self.screen):
            if (offer.shown or offer.where != "part") and offer.does not in seen:
                seen.add(offer.does)
                key = offer.keys[0]
                act = partial(self.app.simulate_key, key)
                yield Entry(offer.does, f"key {spelled(key)}", act)

    def _simulations(self) -> Iterator[Entry]:
        from tutor.simulations import catalogue  # loads numpy

        for name in catalogue.names():
            act = partial(self.screen.post_message, OpenSimulation(alone(name)))
            title = f"Simulation: {catalogue.simulation(name).title}"
            yield Entry(title, "full size", act, first=False)
