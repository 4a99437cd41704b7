"""Writing a function once more, from blank, in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tutor.course.course import Exercise
from tutor.learning.history import Event
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, reset


def handed_out(workspace: Workspace, exercise: Exercise, progress: Progress, now: datetime) -> Path:
    """The file to write in: what was begun since the stub was last handed out, else a fresh stub.

    What was finished before is kept beside it.
    """
    file = workspace.review_file(exercise)
    if not (file.exists() and _is_open(progress.trail(exercise.slug))):
        reset(workspace, exercise, now, file)
        progress.record_blank(exercise.slug, now)
    return file


def since_blank(trail: Sequence[Event]) -> Sequence[Event]:
    """What was done since the stub was last handed out; nothing if it never was."""
    handed = [index for index, one in enumerate(trail) if one.kind == "blank"]
    return trail[handed[-1] :] if handed else ()


def _is_open(trail: Sequence[Event]) -> bool:
    """Whether the stub that was handed out last was neither filled nor given up."""
    since = since_blank(trail)
    ends = (one.kind == "give-up" or (one.kind == "recoding" and one.passed) for one in since)
    return bool(since) and not any(ends)
