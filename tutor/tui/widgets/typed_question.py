"""A question answered by typing; what was understood is shown while it is typed."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tutor.course.formula import FormulaError
from tutor.course.judge import judge
from tutor.course.question import Question
from tutor.course.verdict import Status
from tutor.learning.confidence import Confidence
from tutor.tui.session import Session
from tutor.tui.widgets.answer_line import AnswerLine
from tutor.tui.widgets.answering import Given
from tutor.tui.widgets.page import to_page
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.running_text import RunningText


class TypedQuestionBlock(QuestionBlock):
    """What cannot be read costs nothing."""

    KIND: ClassVar[str]
    LINE: ClassVar[type[AnswerLine]]
    DEFAULT_CSS = """
    TypedQuestionBlock {
        AnswerLine { background: $surface; }
        AnswerLine > .input--placeholder { color: $quiet; }
        .about, .echo { color: $quiet; height: auto; margin: 0 0 1 0; }
        .echo { margin: 0; }
    }
    """

    def __init__(self, question: Question, session: Session) -> None:
        super().__init__(question, session)
        self._judged: str | None = None

    @abstractmethod
    def read(self, text: str) -> str:
        """How an answer is understood; raises FormulaError where it is not."""

    def about(self) -> Content:
        """What to know before typing; mostly nothing."""
        return Content()

    def compose(self) -> ComposeResult:
        """Head, prompt, what to know, the line to type into, what was read, what is said to it."""
        yield Static(classes="head")
        yield RunningText(self._question.prompt, self._session.writing)
        if about := self.about():
            yield Static(about, classes="about")
        yield self.LINE()
        yield Static(classes="echo")
        yield Static(classes="said")

    def on_mount(self) -> None:
        """Bring back what was typed; a question that was answered right stays answered."""
        self._judged = self.query_one(AnswerLine).value = str(self.left().get("text", ""))
        self.head(self.KIND, None)
        self.greet()
        if self.settled:
            self._settle(self._judged)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep it and show what is understood so far; say nothing about what is unfinished."""
        event.stop()
        if event.value != self._judged:
            self._forget()
            self.leave({"text": event.value})
        try:
            self._echo(f"read as {self.read(event.value)}" if event.value else "")
        except FormulaError:
            self._echo("")

    def on_given(self, event: Given) -> None:
        """Judge what can be read; point at what cannot."""
        event.stop()
        text = str(event.answer)
        try:
            self.read(text)
        except FormulaError as error:
            caret = " " * error.column + self._session.writing.glyphs.caret
            self._echo("\n".join([f"{caret} {error}", *([error.hint] if error.hint else [])]))
            return
        self._answer(text, event.confidence)

    def _answer(self, text: str, confidence: Confidence | None) -> None:
        verdict = judge(self._question, text, self._session.course.misconceptions)
        self.record(verdict, text, confidence)
        self._judged = text
        self.head(self.KIND, verdict.status)
        self.explain(verdict, confidence)
        if verdict.passed:
            to_page(self.query_one(AnswerLine))

    def _settle(self, text: str) -> None:
        """Show the right answer as one, but not what was typed in its place since."""
        if not text:  # it was given elsewhere, as on stdin
            self.head(self.KIND, Status.PASSED)
            return
        with suppress(FormulaError):
            verdict = judge(self._question, text, self._session.course.misconceptions)
            if verdict.passed:
                self.head(self.KIND, verdict.status)
                self.explain(verdict)

    def _forget(self) -> None:
        """A verdict belongs to the answer it was given to."""
        self._judged = None
        self.head(self.KIND, None)
        self.say()

    def _echo(self, text: str) -> None:
        self.query_one(".echo", Static).update(Content(text))
