"""`tutor` without a command: the screen, where the learner left it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from tutor.cli.desk import Desk
from tutor.learning.workspace import make_workspace
from tutor.tui.launch import why_not

if TYPE_CHECKING:
    from tutor.grading.grader import Grader
    from tutor.tui.messages import OpenSimulation


def open_screen(_: Namespace, desk: Desk) -> int:
    """Open it where it was left, or go on without it where it cannot be drawn or heard."""
    reason = why_not(sys.__stderr__, desk.environ, os.get_terminal_size)
    if not (reason or desk.plain or not sys.stdin.isatty()):
        return show(desk)
    if reason and not desk.plain_option:
        print(f"note: {reason}; what follows is text", file=sys.stderr)
    from tutor.cli.plain import walk

    return walk(desk)


def show(desk: Desk, first: OpenSimulation | None = None) -> int:
    """Make the workspace on the first run, then hand over to the screen.

    first: what lies above home at the beginning.
    """
    if reason := why_not(sys.__stderr__, desk.environ, os.get_terminal_size):
        raise reason
    first_run = not desk.workspace.exists
    make_workspace(desk.workspace, desk.course)
    from tutor.tui.app import TutorApp

    here = ["--course", str(desk.course.root), "--workspace", str(desk.workspace.root)]
    app = TutorApp(
        desk.course,
        desk.workspace,
        desk.progress,
        lambda: _grader(desk),
        environ=desk.environ,
        now=desk.now,
        tutor=[sys.executable, "-m", "tutor", *here],
        first=first,
    )
    app.run()
    if app.failure:
        raise app.failure
    if first_run:
        print(f"your files are in `{desk.workspace.root}`")
    return app.return_code or 0


def _grader(desk: Desk) -> Grader:
    from tutor.grading.grader import Grader  # not before the first exercise is opened

    return Grader(desk.course)
