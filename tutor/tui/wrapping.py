"""Where lines are broken: between words, and within a short formula only where it has to be."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.tui.writing import HELD, loosened

LEAST = 8
"""Cells in which text is wrapped at the least, however narrow it is."""


class LaidOut(Widget):
    """Lines that are laid out anew whenever the width changes."""

    DEFAULT_CSS = "LaidOut { height: auto; }"

    @abstractmethod
    def lines(self, width: int) -> Sequence[Content]:
        """All lines at this width."""

    def render(self) -> Content:
        """The lines at the width there is."""
        return Content("\n").join(self.lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines at this width."""
        return len(self.lines(width))


def wrapped(text: Content, width: int) -> list[Content]:
    """Lines of at most `width` cells; only formulas that are wider are broken at their blanks."""

    def fitted(word: re.Match[str]) -> str:
        return word[0] if cell_len(word[0]) <= width else word[0].replace(HELD, " ")

    breakable = Content(re.sub(r"\S+", fitted, text.plain), spans=list(text.spans))
    return [loosened(line) for line in breakable.wrap(width)]


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """Text wrapped to the right of what stands before its first line."""
    indent = first.cell_length
    lines = wrapped(text, max(width - indent, LEAST))
    return [first + lines[0], *(Content(" " * indent) + line for line in lines[1:])]


def widest_word(text: Content) -> int:
    """Cells under which a word or a short formula would have to be broken."""
    return max((cell_len(word) for word in text.plain.split()), default=0)
