"""`tutor grade --watch`: verdicts on stdout as files are saved, what is going on on stderr."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from tutor.cli.desk import Desk
from tutor.cli.exercises.judging import Judged, judged, tell
from tutor.cli.exercises.submissions import Submission
from tutor.errors import TutorError
from tutor.grading.grader import Grader
from tutor.learning.age import age
from tutor.learning.regrading import Began, Ended, Gone, regrade
from tutor.learning.watch import Watch


def watch(found: Sequence[Submission], arguments: Namespace, desk: Desk, grader: Grader) -> int:
    """Grade what was named or begun, then whatever is saved, until interrupted."""
    _say("watching your files: every save is graded; ctrl-c ends it")
    watches = [Watch(one.path) for one in found]
    if not (arguments.exercises or arguments.file or arguments.all):
        for one, watching in zip(found, watches, strict=True):
            if not _begun(one):
                watching.seen()
    told: dict[int, datetime] = {}
    events = regrade(watches, lambda file: judged(found[file], arguments, grader), grader.cancel)
    for event in events:
        submission = found[event.file]
        match event:
            case Began():
                _began(submission, told.get(event.file), desk)
            case Gone():
                _say(f"`{submission.path}` is gone; it is graded again when it is back")
            case Ended(result=TutorError() as error):  # of this one save; the next may be sound
                _say(f"error: {error}\n\nhint: {error.hint}\n")
            case Ended(result=Judged() as graded):
                told[event.file] = desk.now()
                tell(graded, desk)
    raise AssertionError("a watch has no end")


def _begun(submission: Submission) -> bool:
    try:
        return submission.begun
    except TutorError:
        return True  # what is wrong with it is told when it is graded


def _began(submission: Submission, told: datetime | None, desk: Desk) -> None:
    slug = submission.exercise.slug
    if told:
        mark = "" if desk.plain else "↺ "
        _say(f"{mark}the verdict on {slug} above is old, graded {age(told, desk.now())}")
    _say(f"checking {slug}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)
