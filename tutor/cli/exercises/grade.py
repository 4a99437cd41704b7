"""`tutor grade`: verdicts on stdout, the exit code says the worst of them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.cli.exercises.judging import judged, tell
from tutor.cli.exercises.submissions import Submission, submissions
from tutor.cli.exercises.watching import watch
from tutor.course.verdict import Status, Verdict
from tutor.errors import TutorError
from tutor.grading.classroom50 import as_classroom50
from tutor.grading.grader import Grader
from tutor.grading.gradescope import as_gradescope
from tutor.grading.handed_out import withheld
from tutor.grading.junit import as_junit
from tutor.grading.report import as_json

EXIT_CODES = {Status.PASSED: 0, Status.FAILED: 1, Status.NOT_STARTED: 1, Status.BLOCKED: 3}


def grade(arguments: Namespace, desk: Desk) -> int:
    """Grade once, or again at each save."""
    files = [arguments.junit, arguments.gradescope, arguments.classroom50]
    if arguments.watch and (arguments.json or any(files)):
        raise TutorError("a watch has no end to report at", "leave out `--watch`, or the report")
    found = submissions(arguments, desk)
    for place in filter(None, files):
        _write(place, "")  # before minutes are spent on a report with no place to go
    with Grader(desk.course) as grader:
        if arguments.watch or len(found) > 1:
            grader.warm()
        if arguments.watch:
            return watch(found, arguments, desk, grader)
        verdicts = [_grade(one, arguments, desk, grader) for one in found]
    if arguments.json:
        print(as_json(verdicts))
    if arguments.junit:
        _write(arguments.junit, as_junit(verdicts))
    if arguments.gradescope:
        arguments.gradescope.unlink()  # a blocked run leaves none
        _write(arguments.gradescope, as_gradescope(verdicts))
    if arguments.classroom50:
        arguments.classroom50.unlink()
        public = desk.course.handed_out
        result = as_classroom50(verdicts, desk.environ, public=public)
        _write(arguments.classroom50, result)
    return max(_exit_code(verdict) for verdict in verdicts)


def _exit_code(verdict: Verdict) -> int:
    """A file is no worse for the checks that a course which was handed out does not have."""
    return 0 if withheld(verdict) else EXIT_CODES[verdict.status]


def _grade(submission: Submission, arguments: Namespace, desk: Desk, grader: Grader) -> Verdict:
    """Grade one file, record it, and print the verdict unless a program reads."""
    graded = judged(submission, arguments, grader)
    tell(graded, desk, printed=not arguments.json)
    return graded.verdict


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise TutorError(
            f"`{path}` cannot be written: {reason}", "name a file that you may write"
        ) from None
