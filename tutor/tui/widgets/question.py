"""What all questions have in common: the prompt, what is said to an answer, what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tutor.course.judge import content_hash
from tutor.course.question import Answer, Question
from tutor.course.verdict import Finding, Status, Verdict
from tutor.learning.answers import Answered
from tutor.learning.confidence import Confidence, remark
from tutor.learning.places import asked_at, called, linked
from tutor.tui.session import Session

ONCE_MORE = "You had this right on a retry. Once more: now it counts."


class QuestionBlock(Vertical):
    """A question in the flow of a lesson; its subclass knows how it is answered."""

    DEFAULT_CSS = """
    QuestionBlock {
        height: auto; margin: 0 0 1 0; padding: 0 0 0 2; border-left: solid $rule;
        &:focus-within { border-left: heavy $accent; }
        .head { color: $quiet; margin: 0 0 1 0; }
        Rows, .said { padding: 0 1 0 0; }
        .said { margin: 1 0 0 0; height: auto; display: none; }
    }
    """

    anew = False
    """Whether it is asked as if it had never been answered."""

    class Recorded(Message):
        """An answer has been kept."""

        def __init__(self, verdict: Verdict) -> None:
            self.verdict = verdict
            super().__init__()

    def __init__(self, question: Question, session: Session) -> None:
        self._session = session
        self._question = question
        super().__init__()

    @property
    def answered(self) -> Answered | None:
        """What has become of the question, in this session or an earlier one."""
        return self._session.progress.answers().get(self._question.id)

    @property
    def settled(self) -> bool:
        """Whether it was answered right, and answering it again would change nothing."""
        found = self.answered
        right = found is not None and found.status is Status.PASSED
        return right and not self.anew and not self._opens_again(found)

    def record(self, verdict: Verdict, given: Answer, confidence: Confidence | None) -> None:
        """Keep the answer, and show what is then said to it."""
        session = self._session
        asked = content_hash(self._question)
        record = session.progress.record_answer
        session.keep(record, self._question.id, asked, verdict, given, session.now(), confidence)
        self.post_message(self.Recorded(verdict))
        self.call_after_refresh(self.query_one(".said").scroll_visible, animate=False)

    def leave(self, draft: Mapping[str, Any]) -> None:
        """Keep what is not answered yet, so that a kill costs nothing."""
        if self.anew:
            return  # what lies on the desk is the lesson's
        self._session.keep(self._session.progress.leave, self._draft, draft)

    def left(self) -> Mapping[str, Any]:
        """What was kept; nothing where the question is asked anew."""
        anew = self.anew or self._opens_again(self.answered)
        return {} if anew else self._session.progress.left(self._draft) or {}

    def head(self, kind: str, status: Status | None) -> None:
        """Say what is asked for and how it stands."""
        stands = {
            Status.PASSED: ("right" if self._counts else "right on a retry", "$success"),
            Status.FAILED: ("not right", "$error"),
        }
        parts: list[str | tuple[str, str]] = [f"Question {self._dot} {kind}"]
        if status in stands:
            words, colour = stands[status]
            parts += [f" {self._dot} ", (f"{self._session.writing.status(status)} {words}", colour)]
        self.query_one(".head", Static).update(Content.assemble(*parts))

    def greet(self) -> None:
        """Say why a question is asked that was right once."""
        if self._opens_again(self.answered) and not self.anew:
            self.say(Content(ONCE_MORE))

    def explain(self, verdict: Verdict, confidence: Confidence | None = None) -> None:
        """Say why: what each finding says, then which page treats the idea that led astray.

        Who was sure and wrong also reads what is wrong about the idea itself.
        """
        writing = self._session.writing
        said = [
            Content.assemble((f"{writing.status(one.status)} ", "bold"), self.told(one))
            for one in verdict.findings
            if one.message
        ]
        mistake = verdict.mistake
        if remarked := remark(confidence, passed=verdict.passed):
            said.append(Content(remarked))
        if mistake and confidence is Confidence.SURE:
            said.append(writing.words(mistake.why))
        if mistake and (again := self._read_again(mistake.see)):
            said.append(Content(f"read again: {again}"))
        self.say(*said)

    def told(self, finding: Finding) -> Content:
        """What is said of one finding."""
        return self._session.writing.words(finding.message)

    def say(self, *paragraphs: Content) -> None:
        """Put down what there is to say to the answer; nothing hides it."""
        said = self.query_one(".said", Static)
        said.update(Content("\n\n").join(paragraphs))
        said.display = bool(paragraphs)

    def _read_again(self, see: str) -> str:
        """The page that treats a mistake; in a lesson, that may be the page one is on."""
        course = self._session.course
        place = linked(course, see)
        if place is None:
            return ""
        here = not self.anew and place == asked_at(course, self._question.id)
        return "this page" if here else called(course, place)

    def _opens_again(self, found: Answered | None) -> bool:
        right = found is not None and found.status is Status.PASSED
        return found is not None and right and found.open_again(self._session.now())

    @property
    def _counts(self) -> bool:
        found = self.answered
        return found is None or found.counts

    @property
    def _dot(self) -> str:
        return self._session.writing.glyphs.separator

    @property
    def _draft(self) -> str:
        return f"draft {self._question.id}"
