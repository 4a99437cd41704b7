"""`tutor doctor`: what this machine offers, and how to get more of it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib.metadata import version

from tutor.cli.desk import Desk
from tutor.cli.lines import beside
from tutor.errors import TutorError
from tutor.learning.editor import editor_command


def doctor(_: Namespace, desk: Desk) -> int:
    """Print one line for each thing the tutor depends on."""
    for name, value in _lines(desk):
        print(beside(f"{name:<10}", value, desk.room), flush=True)
    return 0


def _lines(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "tutor", f"{version('diffusion-tutor')}, Python {platform.python_version()}"
    yield "system", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    course = desk.course
    count = f"{len(course.lessons)} lessons, {len(course.exercises)} exercises"
    yield "course", f"{course.root} ({count})"
    yield "workspace", _workspace(desk)
    yield "editor", _editor(desk)
    yield "terminal", _terminal(desk)
    yield "isolation", _isolation()
    yield "torch", _torch()


def _editor(desk: Desk) -> str:
    try:
        return " ".join(editor_command(desk.environ))
    except TutorError as error:
        return f"{error}; {error.hint}"


def _isolation() -> str:
    from tutor.sandbox import bubblewrap, isolation, remedies

    profile = isolation.strongest()
    more = remedies.remedies(profile, bubblewrap.found())
    return "; ".join([f"{profile.name}: {profile.says}", *(f"for more, {one}" for one in more)])


def _torch() -> str:
    try:
        import torch

        from tutor.training.device import available
    except (ImportError, OSError) as error:  # OSError: one of its libraries cannot be loaded
        return f"cannot be loaded: {' '.join(str(error).split())}; install it again"
    return f"{torch.__version__}; trains on {', '.join(available())}"


def _workspace(desk: Desk) -> str:
    root = desk.workspace.root
    if not desk.workspace.exists:
        return f"{root}, not made yet; `tutor start` makes it"
    return str(root) if os.access(root, os.W_OK) else f"{root}, which you may not write"


def _terminal(desk: Desk) -> str:
    size = shutil.get_terminal_size()
    kind = desk.environ.get("TERM") or "unknown"
    colour = "no colour" if desk.environ.get("NO_COLOR") else "colour"
    return f"{kind}, {size.columns} columns, {size.lines} rows, {sys.stdout.encoding}, {colour}"
