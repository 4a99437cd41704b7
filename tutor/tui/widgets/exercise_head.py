"""The head of an exercise: its name, its worth, its lesson, and where the learner's file is."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.widget import Widget

from tutor.course.course import Exercise
from tutor.learning.places import lesson_of
from tutor.tui.session import Session


class ExerciseHead(Widget):
    """Two lines."""

    DEFAULT_CSS = """
    ExerciseHead { height: 2; margin: 0 0 1 0; link-color: $quiet; link-background: transparent; }
    """

    def __init__(self, session: Session, exercise: Exercise, file: Path) -> None:
        lesson = lesson_of(session.course, exercise.lesson)
        self._where = f"{lesson.number} {lesson.title}" if lesson else ""
        self._exercise = exercise
        self._short = _short(str(file), session.environ.get("HOME", ""))
        super().__init__()

    def render(self) -> Content:
        """Name and lesson, then the file, which a click opens."""
        width, points = self.content_size.width, self._exercise.points
        name = Content.assemble((self._exercise.slug, "bold"), (f"   {points:g} points", "$quiet"))
        where = Content(self._where).truncate(max(width - name.cell_length - 2, 0), ellipsis=True)
        gap = " " * max(width - name.cell_length - where.cell_length, 0)
        file = Content.from_markup("[@click=screen.edit]$file[/]", file=_end(self._short, width))
        return Content.assemble(name, gap, where.stylize("$quiet"), "\n", file.stylize("$quiet"))


def _short(path: str, home: str) -> str:
    """A path with `~` for the home directory."""
    return f"~{path[len(home) :]}" if home and path.startswith(f"{home}/") else path


def _end(path: str, width: int) -> str:
    """As much of the end of a path as fits."""
    return path if len(path) <= width else f"…{path[len(path) - width + 1 :]}"
