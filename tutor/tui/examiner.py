"""Where the learner's files are graded: one grader, one run at a time, off the screen's thread.

The grader is opened when it is first needed, because its own process loads torch.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from tutor.course.course import Exercise
from tutor.course.verdict import Finding, Verdict

INSIST = 0.2
"""Seconds after which a run that waits asks the one before to end once more."""


class Grades(Protocol):
    """What the screen needs of a grader; `tutor.grading.grader.Grader` is one."""

    def warm(self) -> None:
        """Load what grading needs."""

    def grade(
        self,
        exercise: Exercise,
        source: str,
        *,
        filename: str,
        on_finding: Callable[[Finding], None] | None = None,
    ) -> Verdict:
        """Judge one file."""

    def cancel(self) -> None:
        """End the run that is under way, if any."""

    def close(self) -> None:
        """Let go of all processes."""


class Examiner:
    """Takes one file after another; a new one ends the run of the one before."""

    def __init__(self, open_grader: Callable[[], Grades]) -> None:
        self._open_grader = open_grader
        self._grader: Grades | None = None
        self._turn = Lock()

    def warm(self) -> None:
        """Open the grader and load what it needs. Blocks."""
        with self._turn:
            self._opened().warm()

    def grade(
        self,
        exercise: Exercise,
        source: str,
        filename: str,
        on_finding: Callable[[Finding], None],
        wanted: Callable[[], bool],
    ) -> Verdict | None:
        """Judge one file; None if it is no longer wanted once its turn has come. Blocks."""
        while not self._turn.acquire(timeout=INSIST):
            if not wanted():
                return None
            self.cancel()  # again: the run before may have begun only now
        try:
            if not wanted():
                return None
            return self._opened().grade(exercise, source, filename=filename, on_finding=on_finding)
        finally:
            self._turn.release()

    def cancel(self) -> None:
        """End the run that is under way, if any."""
        if self._grader:
            self._grader.cancel()

    def close(self) -> None:
        """End whatever runs and let the grader go."""
        if self._grader:
            self._grader.cancel()
            self._grader.close()

    def _opened(self) -> Grades:
        if self._grader is None:
            self._grader = self._open_grader()
        return self._grader
