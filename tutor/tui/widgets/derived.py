"""A derivation: its lines, laid out anew whenever the width changes."""

from __future__ import annotations

from textual.content import Content

from tutor.course.derivation import Derivation
from tutor.course.deriving import rows
from tutor.tui.wrapping import LaidOut
from tutor.tui.writing import Writing


class Derived(LaidOut):
    """Formulas one below the other, each with its reason."""

    DEFAULT_CSS = """
    Derived { margin: 0 0 1 0; padding: 0 1 0 2; }
    """

    def __init__(self, derivation: Derivation, writing: Writing) -> None:
        self._rows = list(rows(derivation))
        self._writing = writing
        super().__init__()

    def lines(self, width: int) -> list[Content]:
        """Formulas with the reasons beside or below them."""
        return [
            Content.assemble((formula, "$primary"), (reason, "$quiet"))
            for formula, reason in self._writing.derivation(self._rows, max(width, 20))
        ]
