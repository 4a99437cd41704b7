"""Things to be put in order: one is taken up, carried with the arrows, and put down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from tutor.tui.widgets.answering import ANSWER, HELP, HOW_SURE, Again, Given
from tutor.tui.widgets.rows import Rows
from tutor.tui.wrapping import hanging
from tutor.tui.writing import Writing


class Ordering(Rows):
    """Rows that can be carried up and down."""

    HELP = (
        "Take the line under the cursor with space, carry it with the arrows,\n"
        f"and put it down with space. Shift and an arrow carries it at once.\n{HELP}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ANSWER,
        Binding("space", "take", "Take"),
        Binding("space", "put_down", "Put down"),
        *HOW_SURE,
        Binding("r,enter,space", "again", "Try again"),
        Binding("shift+up,K", "carry(-1)", "Carry up", show=False),
        Binding("shift+down,J", "carry(1)", "Carry down", show=False),
    ]
    order: reactive[tuple[int, ...]] = reactive(())
    """Indices of the things, first to last."""
    taken: reactive[bool] = reactive(False, bindings=True)
    """Whether the thing under the cursor goes where the cursor goes."""
    marks: reactive[tuple[str, ...]] = reactive(())
    """What stands behind each row once it is answered; empty before."""

    class Changed(Message):
        """Something stands elsewhere."""

    class Untouched(Message):
        """The order as it was given was about to be the answer."""

    def __init__(self, things: Sequence[str], order: tuple[int, ...], writing: Writing) -> None:
        self._things = [writing.held_words(thing) for thing in things]
        self._writing = writing
        self.settled = False
        self.untouched = True
        """Whether nobody has made the order theirs, by carrying something or by insisting."""
        super().__init__()
        self.set_reactive(Ordering.order, order)

    @property
    def count(self) -> int:
        """One row for each thing."""
        return len(self._things)

    def mark(self, order: tuple[int, ...], marks: tuple[str, ...], settled: bool) -> None:
        """Show how the answer came out; a settled question cannot be answered again."""
        self.taken, self.order, self.marks, self.settled = False, order, marks, settled
        self.refresh(layout=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done in this state."""
        if action == "again":
            return bool(self.marks) and not self.settled
        if action in ("take", "put_down"):
            return not self.marks and self.taken is (action == "put_down")
        return not self.marks if action in ("answer", "carry") else True

    def action_take(self) -> None:
        """Take up what is under the cursor."""
        self.taken = True

    def action_put_down(self) -> None:
        """Let the cursor go alone again."""
        self.taken = False

    def action_move(self, by: int) -> None:
        """Move the cursor, with what was taken up; after a wrong answer, on the way to another."""
        if self.taken:
            self.action_carry(by)
            return
        super().action_move(by)
        if self.marks and not self.settled:
            self.action_again()

    def action_carry(self, by: int) -> None:
        """Move what is under the cursor, and the cursor with it."""
        here, there = self.cursor, self.cursor + by
        if 0 <= there < self.count:
            order = list(self.order)
            order[here], order[there] = order[there], order[here]
            self.order, self.cursor, self.untouched = tuple(order), there, False
            self.post_message(self.Changed())

    def action_answer(self, confidence: str = "") -> None:
        """Answer with the order as it stands; with the one that was given, the second time."""
        self.post_message(self.Untouched() if self.untouched else Given(self.order, confidence))
        self.untouched = False

    def action_again(self) -> None:
        """Take the answer back; the order stays."""
        self.mark(self.order, (), settled=False)
        self.post_message(Again())

    def row(self, index: int, width: int) -> list[Content]:
        """Cursor, number, whether it is taken up, text, and how it came out."""
        glyphs = self._writing.glyphs
        here = index == self.cursor and self.has_focus
        first = Content.assemble(
            (f"{glyphs.cursor if here else ' '} ", "$accent"),
            (f"{index + 1} ", "$quiet"),
            (f"{glyphs.chosen if here and self.taken else ' '} ", "$accent"),
        )
        text = self._things[self.order[index]]
        if self.marks and self.marks[index]:
            text = Content.assemble(text, (f"  {self.marks[index]}", "bold"))
        return hanging(first, text.stylize("bold") if here else text, width)
