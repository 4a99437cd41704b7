"""What a screen asks of the app: to be taken somewhere. No screen knows another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.message import Message

from tutor.course.course import SimulationBlock
from tutor.learning.progress import Place


class OpenPlace(Message):
    """Asks for a step of a lesson."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__()


class OpenExercise(Message):
    """Asks for an exercise."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__()


class WriteAgain(Message):
    """Asks for an exercise from blank, above the review."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__()


class ReadAgain(Message):
    """Asks for a step beside what is open now, to which the learner will come back."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__()


class OpenSimulation(Message):
    """Asks for a simulation on a screen of its own."""

    def __init__(
        self,
        block: SimulationBlock,
        settings: Mapping[str, float | str] | None = None,
        then: Callable[[Mapping[str, float | str]], None] | None = None,
    ) -> None:
        """settings: in place of those it was left with. then: told how it is left there."""
        self.block, self.settings, self.then = block, settings, then
        super().__init__()


class OpenReview(Message):
    """Asks for what is due today."""


class TrainModel(Message):
    """Asks for the small model to be trained with the learner's functions."""


class DrawFromModel(Message):
    """Asks for the small model to be seen drawing."""


class ShowMap(Message):
    """Asks which lesson builds on which."""


class LookUp(Message):
    """Asks what the symbols mean."""
