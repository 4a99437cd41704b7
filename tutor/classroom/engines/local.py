"""A worker on this machine: nothing to install, and no port."""

from __future__ import annotations

from dataclasses import dataclass, field

from tutor.classroom.job import BASIC, Grade, Job, grade_one
from tutor.course.course import Course
from tutor.errors import TutorError
from tutor.grading.grader import Grader


@dataclass
class Local:
    """A worker with a warm grader of its own."""

    course: Course
    trusting: bool
    grader: Grader = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is started before the first job."""
        self.grader = Grader(self.course)

    def grade(self, job: Job) -> Grade:
        """Grade a file; BlockedError is nobody's mark."""
        self.grader.warm()
        return grade_one(job, self.course, self.grader, trusting=self.trusting)

    def close(self) -> None:
        """End what goes on, from any thread."""
        self.grader.close()


def require_a_fence() -> None:
    """Raise TutorError on a machine that is too weak for what strangers wrote."""
    from tutor.sandbox.isolation import strongest

    profile = strongest()
    if profile.name == BASIC:
        raise TutorError(
            f"this machine cannot fence in what a class wrote: {profile.says}",
            "see `tutor doctor` for more isolation, or trust them all with `--trust-submissions`",
        )
