"""Grading runs in the background: started from a screen, heard of by messages, never waited for."""

from __future__ import annotations

from functools import partial

from textual.message import Message
from textual.screen import Screen

from tutor.course.course import Exercise
from tutor.course.verdict import Finding, Verdict
from tutor.errors import TutorError
from tutor.tui.examiner import Examiner


class RunMessage(Message):
    """Something about the run of that number."""

    def __init__(self, run: int) -> None:
        self.run = run
        super().__init__()


class Found(RunMessage):
    """A check has come out."""

    def __init__(self, run: int, finding: Finding) -> None:
        self.finding = finding
        super().__init__(run)


class Graded(RunMessage):
    """A run has come to its end."""

    def __init__(self, run: int, verdict: Verdict, source: str) -> None:
        self.verdict, self.source = verdict, source
        super().__init__(run)


class Troubled(RunMessage):
    """A run could not be made."""

    def __init__(self, run: int, error: TutorError) -> None:
        self.error = error
        super().__init__(run)


class Runs:
    """The runs of one exercise; starting one ends the one before."""

    def __init__(
        self, screen: Screen[None], examiner: Examiner, exercise: Exercise, filename: str
    ) -> None:
        self._screen = screen
        self._examiner = examiner
        self._exercise = exercise
        self._filename = filename
        self._latest = 0

    def warm(self) -> None:
        """Load what grading needs, while the learner is still reading."""
        self._screen.run_worker(self._warm, thread=True)

    def start(self, source: str) -> None:
        """Grade this text; the screen gets `Found` for each check, then `Graded` or `Troubled`."""
        self.stop()
        self._screen.run_worker(partial(self._grade, self._latest, source), thread=True)

    def stop(self) -> None:
        """Hear no more of what runs now, and end it."""
        self._latest += 1
        self._examiner.cancel()

    def hears(self, message: RunMessage) -> bool:
        """Whether a message is about the latest run."""
        return message.run == self._latest

    def _warm(self) -> None:
        try:
            self._examiner.warm()
        except TutorError:
            return  # the first run meets it again, and says so

    def _grade(self, run: int, source: str) -> None:
        post = self._screen.post_message

        def found(finding: Finding) -> None:
            post(Found(run, finding))

        try:
            verdict = self._examiner.grade(
                self._exercise,
                source,
                self._filename,
                on_finding=found,
                wanted=lambda: run == self._latest,
            )
        except TutorError as error:
            post(Troubled(run, error))
            return
        if verdict:
            post(Graded(run, verdict, source))
