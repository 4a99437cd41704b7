"""What home says about memory: how much is due today, and what was mistaken again and again."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tutor.learning.review.memory import Memory
from tutor.tui.session import Session


class Said(Static):
    """Lines; none while there is nothing to say."""

    DEFAULT_CSS = "Said { height: auto; display: none; &.-said { display: block; } }"

    def __init__(self, session: Session) -> None:
        self._session = session
        super().__init__()

    def say(self, sentences: Sequence[str]) -> None:
        """Put them down."""
        self.update(Content("\n").join(self._session.writing.words(one) for one in sentences))
        self.set_class(bool(sentences), "-said")


class Reminder(Said):
    """What is due."""

    DEFAULT_CSS = "Reminder { color: $accent; }"
    due = False
    """Whether there is something to review today."""

    def remind(self, memory: Memory) -> None:
        """Say how it stands now."""
        from tutor.learning.review.sitting import sitting
        from tutor.learning.review.words import due_in_words

        session = self._session
        words = due_in_words(sitting(session.course, memory, session.now()))
        self.due = bool(words)
        self.say([f"{words}: press r"] if words else [])


class Recurring(Said):
    """What was mistaken more than once."""

    DEFAULT_CSS = "Recurring { color: $quiet; }"

    def recall(self, memory: Memory) -> None:
        """Say how it stands now."""
        from tutor.learning.review.words import held_in_words

        course = self._session.course
        held = [held_in_words(course, *one) for one in memory.misled.recurring(course)]
        self.say([f"mistaken most often: {one}" for one in held])
