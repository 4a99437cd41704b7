"""The task of an exercise: the head and the docstring of its stub."""

from __future__ import annotations

from textual.content import Content

from tutor.course.course import Exercise
from tutor.course.task import read_task
from tutor.tui.wrapping import LaidOut, hanging


class TaskText(LaidOut):
    """What to write; lines that are too long go on at their own indentation."""

    DEFAULT_CSS = """
    TaskText { border-left: solid $rule; padding: 0 1 0 2; margin: 0 0 1 0; }
    """

    def __init__(self, exercise: Exercise) -> None:
        self._asked = read_task(exercise.stub.read_text(encoding="utf-8"), exercise.slug)
        super().__init__()

    def lines(self, width: int) -> list[Content]:
        """Head, then text."""
        head = [Content.styled(line, "bold") for line in self._asked.signature.splitlines()]
        gap = [Content()] if head else []
        text = [Content(line) for line in self._asked.text.splitlines()]
        return [part for line in [*head, *gap, *text] for part in _indented(line, width)]


def _indented(line: Content, width: int) -> list[Content]:
    indent = len(line.plain) - len(line.plain.lstrip())
    return hanging(line[:indent], line[indent:], width)
