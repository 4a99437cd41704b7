"""Which of the learner's functions may drive a model: those that passed, as they passed."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.course.course import Course
from tutor.course.verdict import Status
from tutor.learning.progress import Progress
from tutor.learning.workspace import Workspace, read_source


@dataclass(frozen=True)
class Passed:
    """The sources that passed, and the files that did once but read differently now."""

    sources: dict[str, str]
    """By slug."""
    changed: tuple[str, ...]


def passed_functions(course: Course, workspace: Workspace, progress: Progress) -> Passed:
    """What stands in the workspace, told apart by whether this very text has passed."""
    sources, changed = {}, []
    for exercise in course.exercises.values():
        file = workspace.file(exercise)
        if progress.best(exercise.slug) is not Status.PASSED or not file.exists():
            continue
        source = read_source(file)
        if progress.passed_as(exercise.slug, source):
            sources[exercise.slug] = source
        else:
            changed.append(exercise.slug)
    return Passed(sources, tuple(changed))


def begun_functions(course: Course, workspace: Workspace) -> dict[str, str]:
    """Every source in the workspace that is no longer the stub, passed or not."""
    sources = {}
    for exercise in course.exercises.values():
        file = workspace.file(exercise)
        if file.exists() and (source := read_source(file)) != read_source(exercise.stub):
            sources[exercise.slug] = source
    return sources
