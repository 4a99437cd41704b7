"""`tutor grade`: verdicts on stdout, the exit code says the worst of them."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.cli.verdict_text import verdict_text
from tutor.course import finder
from tutor.course.course import Course, Exercise
from tutor.course.verdict import Status, Verdict
from tutor.errors import TutorError
from tutor.grading.grader import Grader
from tutor.grading.report import as_json, as_junit
from tutor.grading.stub import is_untouched
from tutor.learning.watch import GLANCE, Stamp, stamp
from tutor.learning.workspace import read_source

EXIT_CODES = {Status.PASSED: 0, Status.FAILED: 1, Status.NOT_STARTED: 1, Status.BLOCKED: 3}


@dataclass(frozen=True)
class Submission:
    """A file to be graded as an exercise."""

    exercise: Exercise
    path: Path
    recorded: bool
    """Whether the verdict belongs to the learner's progress."""


def grade(arguments: Namespace, desk: Desk) -> int:
    """Grade once, or again at each save."""
    if arguments.watch and (arguments.json or arguments.junit):
        raise TutorError("a watch has no end to report at", "leave out `--watch`, or the report")
    submissions = _submissions(arguments, desk)
    if arguments.junit:
        _write(arguments.junit, "")  # before minutes are spent on a report with no place to go
    with Grader(desk.course) as grader:
        if arguments.watch or len(submissions) > 1:
            grader.warm()
        if arguments.watch:
            return _watch(submissions, arguments, desk, grader)
        verdicts = [_grade(one, arguments, desk, grader) for one in submissions]
    if arguments.json:
        print(as_json(verdicts))
    if arguments.junit:
        _write(arguments.junit, as_junit(verdicts))
    return max(EXIT_CODES[verdict.status] for verdict in verdicts)


def _submissions(arguments: Namespace, desk: Desk) -> list[Submission]:
    if arguments.file:
        return [Submission(_meant(arguments, desk.course), arguments.file, recorded=False)]
    workspace = desk.made_workspace()
    named = [finder.exercise(desk.course, name) for name in arguments.exercises]
    exercises = named or desk.course.exercises.values()
    found = [Submission(one, workspace.file(one), recorded=True) for one in exercises]
    if named or arguments.all:
        return found
    begun = [one for one in found if one.path.exists() and not _untouched(one)]
    if not begun:
        first = next(iter(desk.course.exercises))
        raise TutorError("you have not begun any exercise", f"begin with `tutor edit {first}`")
    return begun


def _meant(arguments: Namespace, course: Course) -> Exercise:
    """Which exercise `--file` is graded as: the one named, else the one the file is called by."""
    if not arguments.file.exists():
        raise TutorError(f"`{arguments.file}` is not there", "name a file of Python source")
    if len(arguments.exercises) > 1:
        raise TutorError("one file is one exercise", "name one exercise with `--file`")
    if arguments.exercises:
        return finder.exercise(course, arguments.exercises[0])
    if arguments.file.stem not in course.exercises:
        raise TutorError(
            f"`{arguments.file}` does not say which exercise it is",
            f"name it: `tutor grade EXERCISE --file {arguments.file}`",
        )
    return course.exercises[arguments.file.stem]


def _untouched(submission: Submission) -> bool:
    return is_untouched(
        read_source(submission.path), submission.exercise.stub.read_text(encoding="utf-8")
    )


def _grade(submission: Submission, arguments: Namespace, desk: Desk, grader: Grader) -> Verdict:
    """Grade one file, record it, and print the verdict unless a program reads."""
    source = read_source(submission.path)
    verdict = grader.grade(
        submission.exercise, source, filename=str(submission.path), seed=arguments.seed
    )
    if not arguments.json:
        print(verdict_text(verdict, desk.course, desk.unicode, desk.columns), flush=True)
    if submission.recorded and verdict.status is not Status.NOT_STARTED:
        desk.progress.record_attempt(verdict, source, desk.now())
    return verdict


def _watch(
    submissions: Sequence[Submission], arguments: Namespace, desk: Desk, grader: Grader
) -> int:
    """Grade whatever is saved, until interrupted."""
    print("watching your files; ctrl-c ends it", file=sys.stderr)
    for submission in _saved(submissions):
        try:
            _grade(submission, arguments, desk, grader)
        except TutorError as error:  # of this one save; the next may be sound
            print(f"error: {error}\n\nhint: {error.hint}\n", file=sys.stderr)
    return 0


def _saved(submissions: Sequence[Submission]) -> Iterator[Submission]:
    """Each file once, and again whenever it changes."""
    seen: dict[Path, Stamp] = {}
    while True:
        for submission in submissions:
            now = stamp(submission.path)
            if now is not None and now != seen.get(submission.path):
                seen[submission.path] = now
                yield submission
        time.sleep(GLANCE)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise TutorError(
            f"`{path}` cannot be written: {reason}", "name a file that you may write"
        ) from None
