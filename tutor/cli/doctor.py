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


def doctor(_: Namespace, desk: Desk) -> int:
    """Print one line for each thing the tutor depends on."""
    for name, value in _lines(desk):
        print(f"{name:<10} {value}", flush=True)
    return 0


def _lines(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "tutor", f"{version('diffusion-tutor')}, Python {platform.python_version()}"
    yield "system", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    course = desk.course
    count = f"{len(course.lessons)} lessons, {len(course.exercises)} exercises"
    yield "course", f"{course.root} ({count})"
    yield "workspace", _workspace(desk)
    editor = desk.environ.get("VISUAL") or desk.environ.get("EDITOR")
    yield "editor", editor or "none; set EDITOR so that the tutor can open your files"
    yield "terminal", _terminal(desk)
    from tutor.sandbox.isolation import strongest

    profile = strongest()
    yield "isolation", f"{profile.name}: {profile.says}"
    import torch

    from tutor.training.device import available

    yield "torch", f"{torch.__version__}; trains on {', '.join(available())}"


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
