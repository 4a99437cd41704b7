"""The review of a day: one thing after the other that was learned before, asked anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tutor.course.course import Exercise
from tutor.learning.places import linked
from tutor.learning.progress import Place
from tutor.learning.review.memory import remembered
from tutor.learning.review.sitting import Due, Sitting, sitting
from tutor.learning.review.words import REWORDED, nothing_due, stands_in
from tutor.tui.keys import WALK
from tutor.tui.messages import ReadAgain
from tutor.tui.session import Session
from tutor.tui.widgets.asked import asked
from tutor.tui.widgets.key_line import KeyLine
from tutor.tui.widgets.page import Page
from tutor.tui.widgets.question import QuestionBlock
from tutor.tui.widgets.recoding_card import RecodingCard


class ReviewScreen(Screen[None], inherit_bindings=False):
    """What is due, one at a time, in an order that is fixed when it opens."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "Next"),
        Binding("l", "lesson", "Read why"),
        *WALK,
        Binding("escape,q", "leave", "Lessons"),
    ]

    def __init__(self, session: Session) -> None:
        self._session = session
        memory = remembered(session.progress, session.course)
        self._sitting: Sitting = sitting(session.course, memory, session.now())
        self._begun = memory.upto
        self._now = 0
        self._right: set[str] = set()
        self._read: Place | None = None
        self._left = session.progress.place()
        super().__init__()

    def compose(self) -> ComposeResult:
        """Head, the first thing that is due, keys."""
        yield Static(id="head")
        yield self._page()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin."""
        self._arrive()

    def on_screen_resume(self) -> None:
        """Come back from what was read beside it; show whether what was written has passed."""
        self._session.return_to(self._left)
        for card in self.query(RecodingCard):
            card.refresh()
            if card.passed and self._due:
                self._right.add(self._due.subject)

    def on_question_block_recorded(self, event: QuestionBlock.Recorded) -> None:
        """Offer the step that explains a wrong answer."""
        due = self._due
        if due is None:
            return
        if event.verdict.passed:
            self._right.add(due.subject)
            self._read = None
        else:
            mistake = event.verdict.mistake
            place = linked(self._session.course, mistake.see) if mistake else None
            self._read = place or Place(due.lesson, due.step)
        self.refresh_bindings()

    async def action_next(self) -> None:
        """Go on, whether it was answered or is left for another day."""
        self._now += 1
        self._read = None
        old, page = self.query_one(Page), self._page()
        with self.app.batch_update():
            await self.mount(page, after=old)
            self.set_focus(page, scroll_visible=False)  # or what comes next gets what is typed
            await old.remove()
        self._arrive()

    def action_lesson(self) -> None:
        """Open the step that explains the answer."""
        if self._read:
            self.post_message(ReadAgain(self._read))

    def action_leave(self) -> None:
        """Back to the lessons; what is left stays due."""
        self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense in this place."""
        offered = {"next": self._due is not None, "lesson": self._read is not None}
        return offered.get(action, True)

    @property
    def _due(self) -> Due | None:
        """What is asked now; None behind the last."""
        today = self._sitting.today
        return today[self._now] if self._now < len(today) else None

    def _arrive(self) -> None:
        due, course = self._due, self._session.course
        dot = f" {self._session.writing.glyphs.separator} "
        parts = ["Review"]
        if due:
            parts += [f"{self._now + 1} of {len(self._sitting.today)}", stands_in(course, due)]
        self.query_one("#head", Static).update(Content(dot.join(parts)))
        self.call_after_refresh(self._turn_to_question)
        self.refresh_bindings()

    def _turn_to_question(self) -> None:
        """Whatever can be answered gets the keys."""
        part = next((one for one in self.query("Page *") if one.focusable), self.query_one(Page))
        self.set_focus(part, scroll_visible=False)

    def _page(self) -> Page:
        return Page(*self._parts())

    def _parts(self) -> Iterator[Widget]:
        due, session = self._due, self._session
        if due is None:
            yield Static(Content(self._ending()))
        elif isinstance(due.what, Exercise):
            yield RecodingCard(due.what, session, self._begun)
        else:
            if due.reworded:
                yield Static(Content(REWORDED), classes="note")
            block = asked(due.what, session)
            block.anew = True
            yield block

    def _ending(self) -> str:
        session, of = self._session, len(self._sitting.today)
        memory = remembered(session.progress, session.course)
        left = sitting(session.course, memory, session.now())
        if not of:
            return nothing_due(session.course, memory, left, session.now())
        done = f"{len(self._right)} of {of} right."
        if left.today:
            return f"{done} What you left stays due."
        return f"{done} {nothing_due(session.course, memory, left, session.now())}"
