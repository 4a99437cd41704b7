"""What home says about memory: how much is due today, and what was mistaken most often."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tutor.tui.session import Session


class Reminder(Vertical):
    """Three lines at most; none while there is nothing to say."""

    DEFAULT_CSS = """
    Reminder {
        height: auto; display: none;
        Static { display: none; }
        .due { color: $accent; }
        .misled { color: $quiet; }
        .-said { display: block; }
    }
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.due = False
        """Whether there is something to review today."""
        super().__init__()

    def compose(self) -> ComposeResult:
        """What is due, then what was mistaken."""
        yield Static(classes="due")
        yield Static(classes="misled")

    def remind(self) -> None:
        """Say how it stands now."""
        from tutor.learning.review.memory import remembered
        from tutor.learning.review.sitting import sitting
        from tutor.learning.review.words import due_in_words, held_in_words

        session = self._session
        memory = remembered(session.progress, session.course)
        words = due_in_words(sitting(session.course, memory, session.now()))
        held = [
            held_in_words(session.course, *one) for one in memory.misled.foremost(session.course)
        ]
        self.due = bool(words)
        self._tell(".due", [f"{words}: press r"] if words else [])
        self._tell(".misled", [f"mistaken most often: {one}" for one in held])
        self.display = bool(words or held)

    def _tell(self, part: str, sentences: list[str]) -> None:
        static = self.query_one(part, Static)
        static.update(Content("\n").join(self._session.writing.words(one) for one in sentences))
        static.set_class(bool(sentences), "-said")
