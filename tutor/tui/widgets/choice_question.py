"""A question with options, in the flow of a lesson."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from tutor.course.judge import judge
from tutor.course.question import ChoiceQuestion
from tutor.course.verdict import Status, Verdict
from tutor.tui.session import Session
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
        """A question that was answered right stays answered."""
        self.head(self._kind, None)
        if self.before is Status.PASSED:
            right = (index for index, one in enumerate(self._choice.options) if one.right)
            self._answer(tuple(right))

    def on_choices_answered(self, event: Choices.Answered) -> None:
        """Judge, explain and keep the answer."""
        event.stop()
        self.record(self._answer(event.chosen), event.chosen)

    def on_choices_again(self, event: Choices.Again) -> None:
        """Begin anew."""
        event.stop()
        self.head(self._kind, None)
        self.say()

    @property
    def _kind(self) -> str:
        return "choose all that are right" if self._choice.several else "choose one"

    def _answer(self, chosen: tuple[int, ...]) -> Verdict:
        verdict = judge(self._choice, chosen, self._session.course.misconceptions)
        options = enumerate(self._choice.options)
        marks = (self._mark(one.right) if index in chosen else "" for index, one in options)
        self.query_one(Choices).mark(frozenset(chosen), tuple(marks), settled=verdict.passed)
        self.head(self._kind, verdict.status)
        self.explain(verdict)
        return verdict

    def _mark(self, right: bool) -> str:
        return self._session.writing.status(Status.PASSED if right else Status.FAILED)
