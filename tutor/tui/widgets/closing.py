"""The end of a lesson: how many of its questions count, and whether that has passed it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tutor.course.course import Lesson
from tutor.learning.score import in_words, score
from tutor.tui.session import Session


class Closing(Static):
    """A mark and a sentence or two."""

    DEFAULT_CSS = "Closing { height: auto; margin: 1 0 0 0; }"

    def __init__(self, lesson: Lesson, session: Session) -> None:
        self._lesson = lesson
        self._session = session
        super().__init__()

    def on_mount(self) -> None:
        """Tell how it stands."""
        self.tell()

    def tell(self) -> None:
        """Count again."""
        found = score(self._lesson, self._session.progress.answers())
        glyphs = self._session.writing.glyphs
        mark = glyphs.passed if found.passed else glyphs.open
        style = "bold $success" if found.passed else "bold"
        self.update(Content.assemble((f"{mark} ", style), in_words(found)))
