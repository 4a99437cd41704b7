"""What an exercise is written on: its own file, or a blank one on which it is written once more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tutor.course.course import Exercise
from tutor.course.verdict import Status, Verdict
from tutor.learning.hinting import Hinting, hinting
from tutor.learning.history import Event
from tutor.learning.progress import Attempt
from tutor.learning.review.recoding import handed_out, since_blank
from tutor.learning.workspace import reset
from tutor.tui.session import Session


class Paper:
    """The file, and what is kept of what happens to it."""

    def __init__(self, session: Session, exercise: Exercise, *, again: bool) -> None:
        self._session = session
        self._exercise = exercise
        self.again = again
        workspace = session.workspace
        self.file: Path = (workspace.review_file if again else workspace.file)(exercise)

    def hand_out(self) -> None:
        """Lay a blank one out, unless one is begun; raises TutorError where that cannot be."""
        if self.again:
            session = self._session
            handed_out(session.workspace, self._exercise, session.progress, session.now())

    def keep(self, verdict: Verdict, source: str) -> None:
        """Keep what became of this text."""
        if verdict.status is not Status.NOT_STARTED:
            session, progress = self._session, self._session.progress
            record = progress.record_recoding if self.again else progress.record_attempt
            session.keep(record, verdict, source, session.now())

    def keep_hint(self, number: int) -> None:
        """Keep that a hint was shown."""
        session = self._session
        session.keep(session.progress.record_hint, self._exercise.slug, number, session.now())

    def give_up(self) -> None:
        """Keep that the solution was seen before passing; it brings the exercise back."""
        session = self._session
        session.keep(session.progress.record_give_up, self._exercise.slug, session.now())

    def reset(self) -> Path | None:
        """Put the stub back; where the learner's version was kept."""
        return reset(self._session.workspace, self._exercise, self._session.now(), self.file)

    @property
    def last(self) -> Attempt | None:
        """The verdict to begin with."""
        return None if self.again else self._session.progress.last_attempt(self._exercise.slug)

    @property
    def hinting(self) -> Hinting:
        """Which hints there are at this moment."""
        return hinting(self._exercise, self._trail, self._session.now())

    @property
    def _trail(self) -> Sequence[Event]:
        trail = self._session.progress.trail(self._exercise.slug)
        return since_blank(trail) if self.again else trail
