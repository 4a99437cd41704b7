"""From the exercise blocks of the lessons to exercises, by the files that share their slug."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from tutor.course.course import Exercise, ExerciseBlock
from tutor.course.names import did_you_mean
from tutor.course.reading.faults import Faults
from tutor.course.reading.lessons import LessonFile


class _Part(NamedTuple):
    """One of the three files of an exercise, each kind in a folder of its own."""

    title: str
    folder: str
    prefix: str = ""

    def path(self, root: Path, lesson: str, slug: str) -> Path:
        return root / self.folder / lesson / f"{self.prefix}{slug}.py"

    def slugs(self, root: Path) -> Iterable[tuple[str, Path]]:
        for path in sorted((root / self.folder).glob(f"*/{self.prefix}*.py")):
            if not path.name.startswith(("_", "conftest")):
                yield path.stem.removeprefix(self.prefix), path


_STUB = _Part("stub", "exercises")
_SOLUTION = _Part("solution", "solutions")
_HIDDEN_TEST = _Part("hidden test", "tests/exercises", "test_")


def read_exercises(
    root: Path, files: Iterable[LessonFile], faults: Faults, *, handed_out: bool = False
) -> dict[str, Exercise]:
    """By slug, in reading order. handed_out: whether only the stubs have to be there."""
    needed = (_STUB,) if handed_out else (_STUB, _SOLUTION, _HIDDEN_TEST)
    exercises: dict[str, Exercise] = {}
    for file in files:
        for step, block in _blocks(file):
            if block.slug in exercises:
                first = exercises[block.slug].lesson
                what = f"the exercise `{block.slug}` is already in {first}"
                file.report(block.line, what, "give this one another name")
            elif block.slug:
                exercises[block.slug] = _exercise(root, file, step, block, needed)
    _report_orphans(root, exercises, faults)
    return exercises


def _blocks(file: LessonFile) -> Iterable[tuple[int, ExerciseBlock]]:
    for index, step in enumerate(file.lesson.steps):
        yield from ((index, block) for block in step.blocks if isinstance(block, ExerciseBlock))


def _exercise(
    root: Path, file: LessonFile, step: int, block: ExerciseBlock, needed: Collection[_Part]
) -> Exercise:
    def part(kind: _Part) -> Path:
        path = kind.path(root, file.lesson.id, block.slug)
        if kind in needed and not path.is_file():
            what = f"`{block.slug}` has no {kind.title}"
            file.report(block.line, what, f"write it as `{path.relative_to(root)}`")
        return path

    return Exercise(
        slug=block.slug,
        lesson=file.lesson.id,
        step=step,
        points=block.points,
        hints=block.hints,
        stub=part(_STUB),
        solution=part(_SOLUTION),
        hidden_test=part(_HIDDEN_TEST),
        seconds=block.seconds,
    )


def _report_orphans(root: Path, exercises: dict[str, Exercise], faults: Faults) -> None:
    for part in (_STUB, _SOLUTION, _HIDDEN_TEST):
        for slug, path in part.slugs(root):
            exercise = exercises.get(slug)
            if exercise and path.parent.name == exercise.lesson:
                continue
            if exercise:
                what = f"the exercise of this {part.title} is in {exercise.lesson}"
                hint = f"move it to `{part.path(Path(), exercise.lesson, slug)}`"
            else:
                what = f"no lesson has the exercise of this {part.title}"
                near = did_you_mean(slug, exercises, "")
                hint = near or f"add ```exercise {slug} to a lesson, or remove the file"
            faults.of(path)(1, what, hint)
