"""Which files are to be graded, and as which exercise."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.cli.desk import Desk
from tutor.course import finder
from tutor.course.course import Course, Exercise
from tutor.errors import TutorError
from tutor.grading.stub import is_untouched
from tutor.learning.workspace import Workspace, read_source


@dataclass(frozen=True)
class Submission:
    """A file to be graded as an exercise."""

    exercise: Exercise
    path: Path
    recorded: bool
    """Whether the verdict belongs to the learner's progress."""

    @property
    def begun(self) -> bool:
        """Whether there is anything of the learner's in it."""
        stub = self.exercise.stub.read_text(encoding="utf-8")
        return self.path.exists() and not is_untouched(read_source(self.path), stub)


def submissions(arguments: Namespace, desk: Desk) -> list[Submission]:
    """The files that a command line names; without a name, those begun, or all to be watched."""
    if arguments.file:
        return [Submission(_meant(arguments, desk.course), arguments.file, recorded=False)]
    named = [finder.exercise(desk.course, name) for name in arguments.exercises]
    exercises = named or list(desk.course.exercises.values())
    if arguments.gradescope or arguments.classroom50:
        return _handed_in(exercises, desk.workspace)
    workspace = desk.made_workspace()
    found = [Submission(one, workspace.file(one), recorded=True) for one in exercises]
    if named or arguments.all or arguments.watch:
        return found
    begun = [one for one in found if one.begun]
    if not begun:
        first = next(iter(desk.course.exercises))
        raise TutorError("you have not begun any exercise", f"begin with `tutor edit {first}`")
    return begun


def _handed_in(exercises: Sequence[Exercise], folder: Workspace) -> list[Submission]:
    """All of them, whether they are there or not: in the folders of a workspace, or in none."""
    found = []
    for exercise in exercises:
        alone = folder.root / f"{exercise.slug}.py"
        path = alone if alone.exists() else folder.file(exercise)
        found.append(Submission(exercise, path, recorded=False))
    if not any(one.path.exists() for one in found):
        raise TutorError(
            f"no exercise was handed in at `{folder.root}`", "name the folder with `--workspace`"
        )
    return found


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
