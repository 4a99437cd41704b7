"""The task of an exercise: the signature and docstring of its stub."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tutor.course.course import Exercise
from tutor.tui.task import read_task


class TaskText(Static):
    """What to write."""

    DEFAULT_CSS = """
    TaskText { height: auto; border-left: solid $rule; padding: 0 0 0 2; margin: 0 0 1 0; }
    """

    def __init__(self, exercise: Exercise) -> None:
        task = read_task(exercise.stub.read_text(encoding="utf-8"), exercise.slug)
        parts = [Content.styled(task.signature, "bold")] if task.signature else []
        super().__init__(Content("\n\n").join([*parts, Content(task.text)]))
