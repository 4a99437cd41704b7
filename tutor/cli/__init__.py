"""The `tutor` command: parse, call one service, print. It decides nothing.

Each command's module is imported only when the command is given, so that `tutor list` never
waits for torch or textual.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.cli.parser import build_parser
from tutor.errors import CourseError, TutorError

FAULTS_SHOWN = 5
"""Of a broken course, to somebody who wanted to learn rather than mend it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:
        complain(TutorError("there is no stdout to write to", "do not close it with `>&-`"))
        return TutorError.exit_code
    arguments = build_parser().parse_args(argv)
    desk = Desk(
        course_option=arguments.course,
        workspace_option=arguments.workspace,
        plain_option=arguments.plain,
        environ=os.environ,
        cwd=Path.cwd(),
        home=Path.home(),
        now=lambda: datetime.now(UTC),
    )
    module, _, function = arguments.run.partition(":")
    try:
        code = getattr(import_module(f"tutor.cli.{module}"), function)(arguments, desk)
        sys.stdout.flush()
    except TutorError as error:
        complain(error)
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _abandon_stdout()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise  # a file's error, which whoever opened the file should have explained
        _abandon_stdout()
        reason = (error.strerror or str(error)).lower()
        complain(TutorError(f"stdout cannot be written: {reason}", "make room, or print elsewhere"))
        return TutorError.exit_code
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    finally:
        desk.close()
    return int(code)


def _abandon_stdout() -> None:
    """Keep Python from complaining once more about stdout when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: TutorError) -> None:
    """Say on stderr what is wrong and what to do about it."""
    if isinstance(error, CourseError):
        for fault in error.faults[:FAULTS_SHOWN]:
            print(f"error: {fault}", file=sys.stderr)
            if fault.hint:
                print(f"  hint: {fault.hint}", file=sys.stderr)
        if (more := len(error.faults) - FAULTS_SHOWN) > 0:
            print(f"and {more} more: see them with `tutor course check`", file=sys.stderr)
        return
    print(f"error: {error}", file=sys.stderr)
    if error.hint:
        print(f"\nhint: {error.hint}", file=sys.stderr)
