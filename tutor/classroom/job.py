"""One grade: what it depends on, and nothing else; bytes in, JSON out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from tutor.course.course import Course, Exercise
from tutor.course.verdict import Status, Verdict
from tutor.errors import BlockedError
from tutor.grading.grader import Grader
from tutor.grading.report import as_json
from tutor.grading.scoring import unreadable
from tutor.sandbox.package import PACKAGE

TRUSTED = tuple(PACKAGE / name for name in ("course/verdict.py", "diffusion", "grading", "sandbox"))
"""What of the tutor a grade comes from."""
BASIC = "basic"
"""An isolation that is too weak for what strangers wrote."""


@dataclass(frozen=True)
class Job:
    """All that a grade is made of."""

    exercise: str
    bundle: str
    """Hash of the exercise and of what grades it, from `bundle`."""
    source: bytes

    @cached_property
    def seed(self) -> int:
        """The same for a whole class: all are asked for the same numbers."""
        return int(self.bundle[:8], 16)


@dataclass(frozen=True)
class Grade:
    """What a job has come to; the same job comes to the same, but for its seconds."""

    status: Status
    points: float
    out_of: float
    verdict: str
    """As `tutor grade --json` prints it."""


def grade_one(job: Job, course: Course, grader: Grader, *, trusting: bool) -> Grade:
    """Grade one file; BlockedError where no mark can be given.

    trusting: whether it may run where the fence is weak.
    """
    exercise = course.exercises[job.exercise]
    filename = f"{job.exercise}.py"
    try:
        source = job.source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = job.source[: error.start].count(b"\n") + 1
        verdict = _unread(exercise, f"{filename}:{line}: this is not UTF-8 text")
    else:
        verdict = grader.grade(exercise, source, filename=filename, seed=job.seed)
    if verdict.status is Status.BLOCKED:
        blocked = (one.message for one in verdict.findings if one.status is Status.BLOCKED)
        raise BlockedError(next(blocked, "") or "the grader could not finish")
    if verdict.isolation == BASIC and not trusting:
        raise BlockedError("the code was not fenced in strongly enough")
    return Grade(verdict.status, verdict.points, verdict.out_of, as_json([verdict]))


def bundle(exercise: Exercise, grader: str) -> str:
    """Hash of all that can change the grade of a file, other than the file."""
    told = sha256()
    facts = (exercise.slug, repr(exercise.points), repr(exercise.seconds), grader)
    parts = (exercise.stub, exercise.solution, exercise.hidden_test)
    for fact in (*map(str.encode, facts), *(part.read_bytes() for part in parts)):
        told.update(b"%d:" % len(fact) + fact)
    return told.hexdigest()


def bundles(course: Course, grader: str) -> dict[str, tuple[str, float]]:
    """Each exercise with the hash of what grades it and its points; TutorError for lost parts."""
    try:
        return {slug: (bundle(one, grader), one.points) for slug, one in course.exercises.items()}
    except OSError as error:
        raise BlockedError(
            f"{Path(error.filename)}: this part of an exercise cannot be read",
            "check the course: `tutor course check`",
        ) from None


def grader_hash(roots: Iterable[Path] = TRUSTED) -> str:
    """Hash of what grades: its own sources, and what they calculate with."""
    told = sha256(f"{version('torch')} {version('pytest')} {python_version()}".encode())
    for root in roots:
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            told.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
            told.update(path.read_bytes())
    return told.hexdigest()


def _unread(exercise: Exercise, complaint: str) -> Verdict:
    finding = unreadable(complaint, exercise.points)
    return Verdict(exercise.slug, Status.FAILED, 0.0, exercise.points, (finding,))
