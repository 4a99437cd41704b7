"""The `tutor` command: parse, call one service, print. It decides nothing.

Each command's module is imported only when the command is given, so that `tutor list` never
waits for torch or textual.
"""

from __future__ import annotations

import errno
import os
import select
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.cli.lines import fitted, room
from tutor.cli.parser import build_parser
from tutor.errors import CourseError, TutorError

FAULTS_SHOWN = 5
"""Of a broken course, to somebody who wanted to learn rather than mend it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:
        complain(TutorError("there is no stdout to write to", "do not close it with `>&-`"))
        return TutorError.exit_code
    desk: Desk | None = None
    try:
        arguments = build_parser().parse_args(argv)
        desk = _desk(arguments)
        code = perform(arguments, desk)
        sys.stdout.flush()
    except TutorError as error:
        complain(error)
        return error.exit_code
    except OSError as error:
        if not _is_of_stdout(error):
            raise
        # Python must not complain once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0  # the reader of a pipe has seen enough
        reason = (error.strerror or str(error)).lower()
        complain(TutorError(f"stdout cannot be written: {reason}", "make room, or print elsewhere"))
        return TutorError.exit_code
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    finally:
        if desk:
            desk.close()
    return code


def perform(arguments: Namespace, desk: Desk) -> int:
    """Run a command that has been parsed and return its exit code."""
    module, _, function = arguments.run.partition(":")
    return int(getattr(import_module(f"tutor.cli.{module}"), function)(arguments, desk))


def _desk(arguments: Namespace) -> Desk:
    try:
        cwd = Path.cwd()
    except OSError:
        raise TutorError("the folder you are in is gone", "change to another, as `cd`") from None
    try:
        home = Path.home()
    except RuntimeError:
        raise TutorError("you have no home folder", "set `HOME` to a folder of yours") from None
    return Desk(
        course_option=arguments.course,
        workspace_option=arguments.workspace,
        plain_option=arguments.plain,
        environ=os.environ,
        cwd=cwd,
        home=home,
        now=lambda: datetime.now(UTC),
    )


def _is_of_stdout(error: OSError) -> bool:
    """Whether it is stdout that takes no more: a pipe without a reader, a file on a full disk."""
    if isinstance(error, BrokenPipeError):
        poll = select.poll()
        poll.register(sys.stdout.fileno(), 0)
        return any(event & select.POLLERR for _, event in poll.poll(0))
    return error.filename is None and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO}


def complain(error: TutorError) -> None:
    """Say on stderr what is wrong and what to do about it."""
    said = [f"error: {error}", *([f"\nhint: {error.hint}"] if error.hint else [])]
    if isinstance(error, CourseError):
        said = _faults(error)
    print(fitted("\n".join(said), room(sys.stderr)), file=sys.stderr)


def _faults(error: CourseError) -> list[str]:
    said = []
    for fault in error.faults[:FAULTS_SHOWN]:
        said += [f"error: {fault}", *([f"  hint: {fault.hint}"] if fault.hint else [])]
    if (more := len(error.faults) - FAULTS_SHOWN) > 0:
        said.append(f"and {more} more: see them with `tutor course check`")
    return said
