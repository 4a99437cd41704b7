"""What a process of a cluster does: it grades with one warm grader, for one run at a time.

Nothing of the cluster's own is imported here; the cluster's process imports this.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from socket import gethostname
from threading import Lock

from tutor.classroom.engines.local import Local, require_a_fence
from tutor.classroom.job import Grade, Job, bundles, grader_hash
from tutor.course.finder import find_course
from tutor.course.reader import read_course
from tutor.errors import BlockedError, TutorError


@dataclass(frozen=True)
class Run:
    """What all jobs of a run share."""

    id: str
    course: Path | None
    """None for the course that ships with the tutor, wherever that lies there."""
    trusting: bool


@dataclass
class Hired:
    """A worker that has come to be ready for a run."""

    run: Run
    local: Local
    bundles: dict[str, str]


@dataclass
class Place:
    """A process: at most one worker is ready in it, and does one job at a time."""

    hired: Hired | None = None
    over: Run | None = None
    """The run that was ended last: a job of it that comes late starts nothing."""
    lock: Lock = field(default_factory=Lock)

    def grade(self, run: Run, job: Job) -> Grade | BlockedError:
        """Grade a file here; TutorError where this machine grades otherwise than the one asking."""
        with self.lock:
            if run == self.over:
                return BlockedError("the run is over")
            if self.hired is None or self.hired.run != run:
                self.dismiss()
                self.hired = _hire(run)
            if self.hired.bundles.get(job.exercise) != job.bundle:
                raise TutorError(
                    f"{gethostname()} has another version of `{job.exercise}` or of the tutor",
                    "install the same course, tutor, Python, torch and pytest on all machines",
                )
            try:
                return self.hired.local.grade(job)
            except BlockedError as error:
                return error

    def dismiss(self) -> None:
        """End the grader, and what it is at."""
        if self.hired:
            self.hired.local.close()
            self.hired = None


HERE = Place()
"""The process that this module was imported by."""


def grade(run: Run, job: Job) -> Grade | BlockedError:
    """Grade a file in this process."""
    return HERE.grade(run, job)


def dismiss(run: Run) -> None:
    """End what a run has started in this process, at once."""
    HERE.over = run
    if HERE.hired and HERE.hired.run == run:
        HERE.dismiss()


def _hire(run: Run) -> Hired:
    try:
        if not run.trusting:
            require_a_fence()
        course = read_course(find_course(run.course, {}))
        hashes = {slug: found for slug, (found, _) in bundles(course, grader_hash()).items()}
    except (TutorError, OSError) as error:
        hint = getattr(error, "hint", "") or "install the same course and tutor on all machines"
        raise TutorError(f"{gethostname()}: {error}", hint) from None
    return Hired(run, Local(course, run.trusting), hashes)
