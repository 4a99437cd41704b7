"""A displayed formula, laid out anew whenever its width changes."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.tui.writing import Writing


class DisplayedFormula(Widget):
    """One formula in two dimensions; broken, or written in lines, where it is too wide."""

    DEFAULT_CSS = """
    DisplayedFormula { height: auto; margin: 0 0 1 0; padding: 0 0 0 4; color: $primary; }
    """

    def __init__(self, latex: str, writing: Writing) -> None:
        self.latex = latex
        self._writing = writing
        super().__init__()

    def render(self) -> Content:
        """The formula at the width there is."""
        return Content("\n".join(self._lines(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the formula needs at this width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        return self._writing.formula(self.latex, max(width, 20))
