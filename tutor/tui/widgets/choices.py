"""The options of a question: state is in the glyphs, so that no colour is needed."""

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


class Choices(Rows):
    """`(•) ( )` where one is right, `[x] [ ]` where several are."""

    HELP = f"Choose with the number of an option or with space.\n{HELP}"
    BINDINGS: ClassVar[list[BindingType]] = [
        ANSWER,
        Binding("enter", "take_first", "Choose"),
        *HOW_SURE,
        Binding("space", "take", "Choose"),
        Binding("r,enter,space", "again", "Try again"),
        *(Binding(str(n), f"pick({n})", "Choose by number", show=False) for n in range(1, 10)),
    ]
    chosen: reactive[frozenset[int]] = reactive(frozenset())
    marks: reactive[tuple[str, ...]] = reactive(())
    """What stands behind each option once it is answered; empty before."""

    class Changed(Message):
        """Something else is chosen."""

    def __init__(self, options: Sequence[str], several: bool, writing: Writing) -> None:
        self._options = [writing.held_words(option) for option in options]
        self._several = several
        self._writing = writing
        self.settled = False
        super().__init__()

    @property
    def count(self) -> int:
        """One row for each option."""
        return len(self._options)

    def watch_chosen(self) -> None:
        """Tell whoever keeps what is chosen, and the footer whether it can be an answer."""
        if self.is_mounted:
            self.post_message(self.Changed())
            self.refresh_bindings()

    def mark(self, chosen: frozenset[int], marks: tuple[str, ...], settled: bool) -> None:
        """Show how the answer came out; a settled question cannot be answered again."""
        self.chosen, self.marks, self.settled = chosen, marks, settled
        self.refresh(layout=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done in this state."""
        if action == "again":
            return bool(self.marks) and not self.settled
        if action == "answer":
            return not self.marks and bool(self.chosen)
        if action == "take_first":
            return not self.marks and not self.chosen
        if action == "take":
            return not self.marks
        return not self.settled if action == "pick" else True

    def choose(self, index: int) -> None:
        """Choose an option, or take it back where several can be chosen."""
        if self.settled:
            return
        if self.marks:
            self.action_again()
        self.chosen = self.chosen ^ {index} if self._several else frozenset({index})

    def action_move(self, by: int) -> None:
        """Move the cursor; after a wrong answer, on the way to another one."""
        super().action_move(by)
        if self.marks and not self.settled:
            self.action_again()

    def action_take(self) -> None:
        """Choose the option under the cursor."""
        self.choose(self.cursor)

    def action_take_first(self) -> None:
        """Choose where nothing is chosen yet: no key answers with what nobody chose."""
        self.action_take()

    def action_pick(self, number: int) -> None:
        """Choose an option by its number, counted from 1."""
        if number <= self.count:
            self.cursor = number - 1
            self.choose(self.cursor)

    def action_answer(self, confidence: str = "") -> None:
        """Answer with what is chosen."""
        self.post_message(Given(tuple(sorted(self.chosen)), confidence))

    def action_again(self) -> None:
        """Take the answer back; where several were chosen, most of them may have been right."""
        self.mark(self.chosen if self._several else frozenset(), (), settled=False)
        self.post_message(Again())

    def row(self, index: int, width: int) -> list[Content]:
        """Cursor, number, box, text, and how it came out."""
        glyphs = self._writing.glyphs
        here = index == self.cursor and self.has_focus
        first = Content.assemble(
            (f"{glyphs.cursor if here else ' '} ", "$accent"),
            (f"{index + 1} ", "$quiet"),
            f"{self._box(index)} ",
        )
        text = self._options[index]
        if self.marks and self.marks[index]:
            text = Content.assemble(text, (f"  {self.marks[index]}", "bold"))
        return hanging(first, text.stylize("bold") if here else text, width)

    def _box(self, index: int) -> str:
        on = index in self.chosen
        if self._several:
            return "[x]" if on else "[ ]"
        return f"({self._writing.glyphs.chosen if on else ' '})"
