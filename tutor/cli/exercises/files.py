"""`tutor start`, `edit`, `hint`, `reset` and `solution`: the learner's files."""

from __future__ import annotations

import shlex
import subprocess
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.course import finder
from tutor.course.course import Exercise
from tutor.course.solution import solution_text
from tutor.course.verdict import Status
from tutor.errors import TutorError
from tutor.learning.editor import editor_command
from tutor.learning.hinting import hinting
from tutor.learning.history import Event
from tutor.learning.workspace import Workspace, make_workspace
from tutor.learning.workspace import reset as put_back


def start(arguments: Namespace, desk: Desk) -> int:
    """Make a workspace, or add the stubs that an older one lacks."""
    workspace = Workspace(desk.cwd / arguments.folder) if arguments.folder else desk.workspace
    added = make_workspace(workspace, desk.course)
    print(f"your workspace is `{workspace.root}`")
    for folder, count in Counter(file.parent for file in added).items():
        files = "1 file" if count == 1 else f"{count} files"
        print(f"  {folder.relative_to(workspace.root)}  {files}")
    other = desk.course_option
    named = f" --course {shlex.quote(str(other))}" if other else ""
    print(f"open the course with `tutor{named}`" if added else "nothing was missing")
    return 0


def edit(arguments: Namespace, desk: Desk) -> int:
    """Open the learner's file in their editor and wait for it."""
    exercise = finder.exercise(desk.course, arguments.exercise)
    make_workspace(desk.workspace, desk.course)
    file = desk.workspace.file(exercise)
    opened_in_editor(file, desk)
    print(f"grade it with `tutor grade {exercise.slug}`")
    return 0


def opened_in_editor(file: Path, desk: Desk) -> None:
    """Let the learner's editor have the terminal until it ends."""
    command = editor_command(desk.environ)
    try:
        subprocess.run([*command, str(file)], check=False)  # noqa: S603 theirs
    except OSError as error:
        raise TutorError(
            f"the editor `{shlex.join(command)}` cannot be started: "
            f"{(error.strerror or '').lower()}",
            "set EDITOR to a command that works in this terminal",
        ) from None


def hint(arguments: Namespace, desk: Desk) -> int:
    """Print the next hint once its time has come, else the last one again."""
    exercise = finder.exercise(desk.course, arguments.exercise)
    told_hint(exercise, desk.progress.trail(exercise.slug), desk)
    return 0


def told_hint(exercise: Exercise, trail: Sequence[Event], desk: Desk) -> None:
    """Print a hint. trail: what was done about the exercise."""
    from tutor.cli.pages.page import Page

    page, found = Page(desk.plain, desk.unicode, desk.room), hinting(exercise, trail, desk.now())
    if number := found.next or found.shown:
        page.prose(exercise.hints[number - 1])
    if found.next:
        desk.progress.record_hint(exercise.slug, found.next, desk.now())
    elif found.words:
        page.say(f"\n{found.words}")
    else:
        page.say("\nThere is no further hint." if found.shown else "There is no hint.")


def reset(arguments: Namespace, desk: Desk) -> int:
    """Put the stub back."""
    exercise = finder.exercise(desk.course, arguments.exercise)
    kept = put_back(desk.made_workspace(), exercise, desk.now())
    print(f"`{desk.workspace.file(exercise)}` is the stub again")
    if kept:
        print(f"what you wrote is kept as `{kept}`")
    return 0


def solution(arguments: Namespace, desk: Desk) -> int:
    """Print the reference solution to those who passed or gave up."""
    exercise = finder.exercise(desk.course, arguments.exercise)
    text = solution_text(exercise)
    if desk.progress.best(exercise.slug) is not Status.PASSED:
        if not arguments.give_up:
            raise TutorError(
                f"you have not passed `{exercise.slug}` yet",
                f"ask for a hint with `tutor hint {exercise.slug}`, "
                f"or see the solution all the same with `--give-up`",
            )
        desk.progress.record_give_up(exercise.slug, desk.now())
    print(text, end="")
    return 0
