"""A derivation: its lines, laid out anew whenever the width changes."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.course.derivation import Derivation
from tutor.course.deriving import rows
from tutor.tui.writing import Writing


class Derived(Widget):
    """Formulas one below the other, each with its reason."""

    DEFAULT_CSS = """
    Derived { height: auto; margin: 0 0 1 0; padding: 0 1 0 2; }
    """

    def __init__(self, derivation: Derivation, writing: Writing) -> None:
        self._rows = list(rows(derivation))
        self._writing = writing
        super().__init__()

    def render(self) -> Content:
        """The lines at the width there is."""
        lines = self._lines(self.content_size.width)
        return Content("\n").join(
            Content.assemble((formula, "$primary"), (reason, "$quiet")) for formula, reason in lines
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the derivation needs at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[str, str]]:
        return self._writing.derivation(self._rows, max(width, 20))
