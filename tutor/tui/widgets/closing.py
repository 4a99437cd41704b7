"""The end of a lesson: how many of its questions count, and whether that has passed it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tutor.course.course import Lesson
from tutor.learning.known import known
from tutor.learning.score import in_words, score
from tutor.tui.session import Session


class Closing(Static):
    """A mark and a sentence or two."""

    DEFAULT_CSS = "Closing { height: auto; margin: 0 0 1 0; }"

    def __init__(self, lesson: Lesson, session: Session) -> None:
        self._lesson = lesson
        self._session = session
        super().__init__()

    def on_mount(self) -> None:
        """Tell how it stands."""
        self.tell()

    def tell(self) -> None:
        """Count again."""
        progress = self._session.progress
        answers = progress.answers()
        found = score(self._lesson, answers)
        words = in_words(found)
        if known(self._lesson, answers, progress.first_tries()):
            words = f"All of it at the first try: you know this lesson. {words}"
        glyphs = self._session.writing.glyphs
        mark = glyphs.passed if found.passed else glyphs.open
        style = "bold $success" if found.passed else "bold"
        self.update(Content.assemble((f"{mark} ", style), words))
