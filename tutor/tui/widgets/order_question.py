"""A question that asks for an order, in the flow of a lesson."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tutor.course.judge import judge
from tutor.course.judging.order import shuffled
from tutor.course.question import OrderQuestion
from tutor.course.verdict import Finding, Status, Verdict
from tutor.learning.confidence import Confidence
from tutor.tui.session import Session
from tutor.tui.widgets.answering import Again, Given
from tutor.tui.widgets.ordering import Ordering
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.running_text import RunningText

KIND = "put in order"
AS_GIVEN = "This is the order you were given. Carry something, or answer once more to keep it."


class OrderBlock(QuestionBlock):
    """Marks the beginning that is in place and the first that is not; the rest stays untold."""

    def __init__(self, question: OrderQuestion, session: Session) -> None:
        super().__init__(question, session)
        self._order = question

    def compose(self) -> ComposeResult:
        """Head, prompt, the things in a drawn order, and what is said to the answer."""
        question, writing = self._order, self._session.writing
        yield Static(classes="head")
        yield RunningText(question.prompt, writing)
        yield Ordering([one.text for one in question.items], shuffled(question), writing)
        yield Static(classes="said")

    def on_mount(self) -> None:
        """A question that was answered right stays answered; an order that was made stays made."""
        right = tuple(range(len(self._order.items)))
        if self.settled:
            self._answer(right)
            return
        self.head(KIND, None)
        self.greet()
        order = tuple(self.left().get("order", ()))
        if sorted(order) == list(right):
            ordering = self.query_one(Ordering)
            ordering.order, ordering.untouched = order, False

    def on_ordering_untouched(self, event: Ordering.Untouched) -> None:
        """Ask whether the order that was given is meant."""
        event.stop()
        self.say(Content(AS_GIVEN))
        self.call_after_refresh(self.query_one(".said").scroll_visible, animate=False)

    def on_ordering_changed(self, event: Ordering.Changed) -> None:
        """Keep the order before it is an answer."""
        event.stop()
        self.say()
        self.greet()
        self.leave({"order": self.query_one(Ordering).order})

    def on_given(self, event: Given) -> None:
        """Judge, keep and explain the answer."""
        event.stop()
        if isinstance(event.answer, tuple):
            self._answer(event.answer, event.confidence, keep=True)

    def on_again(self, event: Again) -> None:
        """Begin anew."""
        event.stop()
        self.head(KIND, None)
        self.say()

    def told(self, finding: Finding) -> Content:
        """Of what stands too early, also what it is: its row may be out of sight."""
        said = super().told(finding)
        if finding.status is Status.PASSED:
            return said
        return Content("\n").join(
            [Content("too early: ") + self._session.writing.words(finding.name), said]
        )

    def _answer(
        self, order: tuple[int, ...], confidence: Confidence | None = None, *, keep: bool = False
    ) -> None:
        verdict = judge(self._order, order, self._session.course.misconceptions)
        if keep:
            self.record(verdict, order, confidence)
        self._show(verdict, order)
        self.explain(verdict, confidence)

    def _show(self, verdict: Verdict, order: tuple[int, ...]) -> None:
        right, wrong = map(self._session.writing.status, (Status.PASSED, Status.FAILED))
        ranks = [self._order.items[index].rank for index in order]
        placed = [mine == due for mine, due in zip(ranks, sorted(ranks), strict=True)]
        first = len(placed) if verdict.passed else placed.index(False)
        marks = [right] * first + [wrong] + [""] * len(placed)
        self.query_one(Ordering).mark(order, tuple(marks[: len(placed)]), settled=verdict.passed)
        self.head(KIND, verdict.status)
