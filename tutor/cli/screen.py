"""`tutor` without a command: the screen, where the learner left it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from tutor.cli.desk import Desk
from tutor.learning.workspace import make_workspace
from tutor.tui.launch import why_not


def open_screen(_: Namespace, desk: Desk) -> int:
    """Make the workspace on the first run, then hand over to the screen."""
    first_time = not desk.workspace.exists
    if reason := why_not(sys.__stderr__, desk.environ, os.get_terminal_size):
        raise reason
    make_workspace(desk.workspace, desk.course)
    from tutor.tui.app import TutorApp

    app = TutorApp(desk.course, desk.workspace, desk.progress, now=desk.now)
    app.run()
    if first_time:
        print(f"your files are in `{desk.workspace.root}`")
    return app.return_code or 0
