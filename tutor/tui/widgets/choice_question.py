"""A question with options, in the flow of a lesson."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tutor.course.judge import judge
from tutor.course.question import ChoiceQuestion
from tutor.course.verdict import Status, Verdict
from tutor.learning.confidence import Confidence
from tutor.tui.session import Session
from tutor.tui.widgets.answering import Again, Given
from tutor.tui.widgets.choices import Choices
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.running_text import RunningText


class ChoiceBlock(QuestionBlock):
    """Explains every option that was chosen; shows the right ones only once they were found."""

    def __init__(self, question: ChoiceQuestion, session: Session) -> None:
        super().__init__(question, session)
        self._choice = question

    def compose(self) -> ComposeResult:
        """Head, prompt, options, and what is said to the answer."""
        question, writing = self._choice, self._session.writing
        yield Static(classes="head")
        yield RunningText(question.prompt, writing)
        yield Choices([one.text for one in question.options], question.several, writing)
        yield Static(classes="said")

    def on_mount(self) -> None:
        """A question that was answered right stays answered; a choice that was made stays made."""
        options = self._choice.options
        if self.settled:
            self._answer(tuple(index for index, one in enumerate(options) if one.right))
            return
        self.head(self._kind, None)
        self.greet()
        chosen = self.left().get("chosen", [])
        self.query_one(Choices).chosen = frozenset(i for i in chosen if i < len(options))

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """Keep the choice before it is an answer."""
        event.stop()
        self.leave({"chosen": sorted(self.query_one(Choices).chosen)})

    def on_given(self, event: Given) -> None:
        """Judge, keep and explain the answer."""
        event.stop()
        if isinstance(event.answer, tuple):
            self._answer(event.answer, event.confidence, keep=True)

    def on_again(self, event: Again) -> None:
        """Begin anew."""
        event.stop()
        self.head(self._kind, None)
        self.say()

    @property
    def _kind(self) -> str:
        return "choose all that are right" if self._choice.several else "choose one"

    def _answer(
        self, chosen: tuple[int, ...], confidence: Confidence | None = None, *, keep: bool = False
    ) -> None:
        verdict = judge(self._choice, chosen, self._session.course.misconceptions)
        if keep:
            self.record(verdict, chosen, confidence)
        self._show(verdict, chosen)
        self.explain(verdict, confidence)

    def _show(self, verdict: Verdict, chosen: tuple[int, ...]) -> None:
        options = enumerate(self._choice.options)
        marks = (self._mark(one.right) if index in chosen else "" for index, one in options)
        self.query_one(Choices).mark(frozenset(chosen), tuple(marks), settled=verdict.passed)
        self.head(self._kind, verdict.status)

    def _mark(self, right: bool) -> str:
        return self._session.writing.status(Status.PASSED if right else Status.FAILED)
