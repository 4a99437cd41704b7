"""One file, from its text to a verdict that is printed and kept."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from tutor.cli.desk import Desk
from tutor.cli.exercises.submissions import Submission
from tutor.cli.exercises.verdict_text import verdict_text
from tutor.course.verdict import Status, Verdict
from tutor.errors import WorkspaceError
from tutor.grading.grader import Grader
from tutor.grading.scoring import unreadable
from tutor.learning.workspace import read_source


@dataclass(frozen=True)
class Judged:
    """A verdict, and the text it was given to."""

    submission: Submission
    source: str
    verdict: Verdict


def judged(submission: Submission, arguments: Namespace, grader: Grader) -> Judged:
    """Read and grade one file; blocks."""
    try:
        source = read_source(submission.path)
    except WorkspaceError as error:
        if not (arguments.gradescope or arguments.classroom50):
            raise
        return Judged(submission, "", _unread(submission, str(error)))
    verdict = grader.grade(
        submission.exercise, source, filename=str(submission.path), seed=arguments.seed
    )
    return Judged(submission, source, verdict)


def _unread(submission: Submission, complaint: str) -> Verdict:
    """On what somebody else handed in, who is not here to mend it."""
    subject, points = submission.exercise.slug, submission.exercise.points
    if not submission.path.exists():
        return Verdict(subject, Status.NOT_STARTED, 0.0, points)
    return Verdict(subject, Status.FAILED, 0.0, points, (unreadable(complaint, points),))


def tell(graded: Judged, desk: Desk, *, printed: bool = True) -> None:
    """Print a verdict, and record it where it belongs to the learner's progress."""
    verdict = graded.verdict
    if printed:
        print(verdict_text(verdict, desk.course, desk.unicode, desk.columns), flush=True)
    if graded.submission.recorded and verdict.status is not Status.NOT_STARTED:
        desk.progress.record_attempt(verdict, graded.source, desk.now())
