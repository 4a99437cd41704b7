"""Symbols in a list: one line each, and all that is known of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from tutor.course.course import Course, Term
from tutor.learning.places import called
from tutor.learning.progress import Place
from tutor.tui.widgets.rows import Rows
from tutor.tui.wrapping import hanging
from tutor.tui.writing import Writing, loosened

WIDEST = 14
"""Cells that a symbol may take before its meaning starts further right."""


class TermList(Rows):
    """The symbols of the page first, then the others that are known by then."""

    HELP = "Each symbol with its meaning; the one under the cursor with its shape, values and page."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Go to its page")]

    class Opened(Message):
        """The page of a symbol was asked for."""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    def __init__(
        self, here: Sequence[Term], others: Sequence[Term], course: Course, writing: Writing
    ) -> None:
        """here: the symbols of the page that is open, in the order in which they are to stand."""
        self._terms = [*here, *others]
        self._here = len(here)
        self._course = course
        self._writing = writing
        self._shown = [writing.words(f"${term.show}$") for term in self._terms]
        widest = max((one.cell_length for one in self._shown), default=0)
        self._column = min(widest, WIDEST) + 2
        super().__init__()

    @property
    def count(self) -> int:
        """One row for each symbol."""
        return len(self._terms)

    def choose(self, index: int) -> None:
        """Ask for the page of the symbol that was clicked."""
        term = self._terms[index]
        self.post_message(self.Opened(Place(term.lesson, term.step)))

    def action_open(self) -> None:
        """Ask for the page of the symbol under the cursor."""
        self.choose(self.cursor)

    def watch_cursor(self) -> None:
        """The rows change their heights with the cursor."""
        self.refresh(layout=True)
        super().watch_cursor()

    def row(self, index: int, width: int) -> list[Content]:
        """The symbol and what it is; under the cursor also what else is known."""
        under = index == self.cursor
        mark = Content.styled(f"{self._writing.glyphs.cursor if under else ' '} ", "$accent")
        shown = self._shown[index]
        symbol = shown.stylize("$primary").pad_right(max(self._column - shown.cell_length, 1))
        says = self._writing.held_words(self._terms[index].says)
        if under:
            lines = hanging(mark + symbol, says.stylize("bold"), width)
            lines += self._more(self._terms[index], width)
        else:
            lines = [loosened((mark + symbol + says).truncate(width, ellipsis=True))]
        return [*self._heading(index), *lines]

    def _more(self, term: Term, width: int) -> list[Content]:
        indent = Content(" " * (self._column + 2))
        shape = f"shape {term.shape}" if term.shape else ""
        place = called(self._course, Place(term.lesson, term.step))
        facts = [self._writing.held_words(one) for one in (shape, term.values) if one]
        told = [line for fact in facts for line in hanging(indent, fact, width)]
        return [*told, *hanging(indent, Content.styled(place, "$quiet"), width)]

    def _heading(self, index: int) -> list[Content]:
        if index == 0 and self._here:
            return [Content.styled("  On this page", "$quiet")]
        if index == self._here:
            blank = [Content("")] if self._here else []
            return [*blank, Content.styled("  Others" if self._here else "  All symbols", "$quiet")]
        return []
