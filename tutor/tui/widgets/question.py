"""What all questions have in common: the prompt, and what is said to an answer."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tutor.course.judge import content_hash
from tutor.course.question import Question
from tutor.course.verdict import Status, Verdict
from tutor.learning.places import called, linked
from tutor.tui.session import Session


class QuestionBlock(Vertical):
    """A question in the flow of a lesson; its subclass knows how it is answered."""

    DEFAULT_CSS = """
    QuestionBlock {
        height: auto; margin: 0 0 1 0; padding: 0 0 0 2; border-left: solid $rule;
        &:focus-within { border-left: heavy $accent; }
        .head { color: $quiet; margin: 0 0 1 0; }
        Choices, .said { padding: 0 1 0 0; }
        .said { margin: 1 0 0 0; height: auto; display: none; }
    }
    """

    class Recorded(Message):
        """An answer has been kept."""

    def __init__(self, question: Question, session: Session) -> None:
        self._session = session
        self._question = question
        super().__init__()

    @property
    def before(self) -> Status | None:
        """How the latest answer came out, in this session or an earlier one."""
        answered = self._session.progress.answers().get(self._question.id)
        return answered.status if answered else None

    def record(self, verdict: Verdict, given: tuple[int, ...] | str) -> None:
        """Keep the answer."""
        session = self._session
        asked = content_hash(self._question)
        record = session.progress.record_answer
        session.keep(record, self._question.id, asked, verdict, given, session.now())
        self.post_message(self.Recorded())

    def head(self, kind: str, status: Status | None) -> None:
        """Say what is asked for and how it stands."""
        stands = {
            Status.PASSED: ("right", "$success"),
            Status.FAILED: ("not right", "$error"),
        }
        parts: list[str | tuple[str, str]] = [f"Question {self._dot} {kind}"]
        if status in stands:
            words, colour = stands[status]
            parts += [f" {self._dot} ", (f"{self._session.writing.status(status)} {words}", colour)]
        self.query_one(".head", Static).update(Content.assemble(*parts))

    def explain(self, verdict: Verdict) -> None:
        """Say why: what each finding says, then which page treats the idea that led astray."""
        writing = self._session.writing
        said = [
            Content.assemble((f"{writing.status(one.status)} ", "bold"), writing.words(one.message))
            for one in verdict.findings
            if one.message
        ]
        course = self._session.course
        if verdict.mistake and (place := linked(course, verdict.mistake.see)):
            said.append(Content(f"read again: {called(course, place)}"))
        self.say(*said)

    def say(self, *paragraphs: Content) -> None:
        """Show what there is to say to the answer; nothing hides it."""
        said = self.query_one(".said", Static)
        said.update(Content("\n\n").join(paragraphs))
        said.display = bool(paragraphs)
        if paragraphs and self.screen.is_current:
            self.call_after_refresh(said.scroll_visible, animate=False)

    @property
    def _dot(self) -> str:
        return self._session.writing.glyphs.separator
