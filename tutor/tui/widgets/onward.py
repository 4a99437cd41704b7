"""What comes after a passed exercise."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tutor.course.course import Exercise
from tutor.course.verdict import Verdict
from tutor.learning.places import after_exercise, called
from tutor.learning.progress import Place
from tutor.tui.session import Session


class Onward(Static):
    """One line, shown once the exercise has passed."""

    DEFAULT_CSS = "Onward { height: auto; margin: 0 0 1 0; display: none; }"

    def __init__(self, session: Session, exercise: Exercise) -> None:
        follows = after_exercise(session.course, exercise)
        if isinstance(follows, Exercise):
            self._words = f"next: exercise {follows.slug}"
        else:
            place = called(session.course, follows) if follows else ""
            here = follows == Place(exercise.lesson, exercise.step)
            words = f"next: the rest of {place}" if here else f"next: {place}"
            self._words = words if place else "That was the last step of the course."
        super().__init__()

    def show(self, verdict: Verdict) -> None:
        """Say it, or nothing while there is something left to do here."""
        self.update(Content(self._words))
        self.display = verdict.passed
