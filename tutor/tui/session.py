"""What the screen is given to work with: the course, the learner's files and record, the grader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec

from tutor.course.course import Course
from tutor.errors import ProgressError, TutorError
from tutor.learning.progress import Place, Progress
from tutor.learning.workspace import Workspace
from tutor.tui.bench import Bench
from tutor.tui.examiner import Examiner
from tutor.tui.link import Link
from tutor.tui.writing import Writing

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Session:
    """One learner at one terminal."""

    course: Course
    workspace: Workspace
    progress: Progress
    examiner: Examiner
    writing: Writing
    environ: Mapping[str, str]
    now: Callable[[], datetime]
    tutor: Sequence[str]
    """The command that runs the tutor on this course and workspace."""
    complain: Callable[[TutorError], None]
    """Tells the learner of a problem without taking the screen away."""
    bench: Bench
    """Where their functions drive simulations."""
    link: Link
    """How far the terminal is behind."""

    def return_to(self, place: Place | None) -> None:
        """Make a place the learner's again, after others were read beside it."""
        if place and place != self.progress.place():
            self.keep(self.progress.remember_place, place.lesson, place.step, place.scroll)

    def keep(
        self,
        write: Callable[Arguments, None],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> None:
        """Write to the record; a full disk costs the record, never the screen."""
        try:
            write(*arguments, **named)
        except ProgressError as error:
            self.complain(error)
