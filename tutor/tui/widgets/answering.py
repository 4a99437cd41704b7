"""The keys that give an answer, and say with it how sure one is; and what they send."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message

from tutor.course.question import Answer
from tutor.learning.confidence import Confidence

ANSWER = Binding("enter", "answer", "Answer")
HOW_SURE = (
    Binding("exclamation_mark", "answer('sure')", "Answer, sure"),
    Binding("tilde", "answer('guess')", "Answer, a guess"),
)
HELP = "Answer with enter, with ! where you are sure, or with ~ where you guess."


class Given(Message):
    """An answer was given."""

    def __init__(self, answer: Answer, confidence: str = "") -> None:
        self.answer = answer
        self.confidence = Confidence(confidence) if confidence else None
        super().__init__()


class Again(Message):
    """The answer was taken back."""
