"""A displayed formula, laid out anew whenever its width changes."""

from __future__ import annotations

from textual.content import Content

from tutor.tui.wrapping import LaidOut
from tutor.tui.writing import Writing


class DisplayedFormula(LaidOut):
    """One formula in two dimensions; broken, or written in lines, where it is too wide."""

    DEFAULT_CSS = """
    DisplayedFormula { margin: 0 0 1 0; padding: 0 0 0 4; color: $primary; }
    """

    def __init__(self, latex: str, writing: Writing) -> None:
        self.latex = latex
        self._writing = writing
        super().__init__()

    def lines(self, width: int) -> list[Content]:
        """The formula in its rows."""
        return [Content(row) for row in self._writing.formula(self.latex, max(width, 20))]
