"""The rows of a simulation on the screen: what is said on top, the drawing, the controls.

And the widget that is nothing but such rows, in the colours of the theme.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tutor.simulations.frame import Frame, Tone
from tutor.tui.drawing.draw import draw, rows_needed
from tutor.tui.drawing.look import Look
from tutor.tui.drawing.row import LEVELS, Grey, Ink, Row, cut
from tutor.tui.link import Link

_LOWEST, _TALLEST = 11, 18
"""Rows of the drawing within a page, however small or large the terminal is."""
_LEAST = 7
"""Rows of the drawing however much stands around it; fewer show nothing."""
_USUAL = 2
"""Rows around the drawing that it need not make room for: a slider, and one of keys."""


@dataclass(frozen=True)
class Sheet:
    """Everything that is shown, laid out for one width; a blank row stands below the drawing."""

    above: list[Row]
    frame: Frame | None
    """What is drawn; nothing where there is no room for it beside the question."""
    below: list[Row]
    width: int

    def height_in(self, rows: int) -> int:
        """How high it is as a part of a page, in a terminal of so many rows."""
        if self.frame is None:
            return len(self.above) + len(self.below)
        beside = len(self.above) + len(self.below) - _USUAL
        most = min(max(rows // 2 + 1, _LOWEST), _TALLEST) - beside
        drawing = rows_needed(self.frame, self.width, max(most, _LEAST))
        return len(self.above) + drawing + 1 + len(self.below)

    def rows(self, height: int, look: Look) -> list[Row]:
        """All of it in so many rows, each as wide as the sheet; the drawing takes what is left."""
        above, below = ([cut(row, self.width) for row in rows] for rows in (self.above, self.below))
        if self.frame is None:
            return [*above, *below]
        room = max(height - len(above) - len(below) - 1, 1)
        drawing = draw(self.frame, self.width, room, unicode=look.unicode, greys=look.greys)
        return [*above, *drawing, cut([], self.width), *below]


class SheetWidget(Widget):
    """Paints a sheet, which is asked for once for each drawing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{tone}" for tone in Tone}
    DEFAULT_CSS = """
    SheetWidget {
        & > .sheet--data { color: $primary; }
        & > .sheet--noise { color: $error; }
        & > .sheet--model { color: $accent; }
        & > .sheet--yours { color: $success; }
        & > .sheet--muted { color: $secondary; }
    }
    """

    def __init__(self, look: Look, link: Link | None, *, classes: str) -> None:
        """link: to the terminal; without one it is taken to keep up."""
        super().__init__(classes=classes)
        self.look = look
        self._link = link
        self._strips: list[Strip] | None = None

    @abstractmethod
    def sheet(self, width: int) -> Sheet:
        """What to paint now."""

    def redraw(self, *, layout: bool = False) -> None:
        """Paint anew, once the terminal has what was painted last. layout: another height."""
        self._strips = None
        if layout or self._link is None:
            self.refresh(layout=layout)
        else:
            self._link.when_free(self._repaint)

    def _repaint(self) -> None:
        self.refresh()
        if self._link:
            self.call_after_refresh(self._link.painted)

    def notify_style_update(self) -> None:
        """The colours are others."""
        super().notify_style_update()
        self._strips = None

    def on_resize(self) -> None:
        """The room is another."""
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as it wants to be in this terminal."""
        del container
        return self.sheet(width).height_in(viewport.height)

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.content_size
        if self._strips is None:
            greys = not self.app.no_color and self.app.console.color_system in ("256", "truecolor")
            rows = self.sheet(width).rows(height, replace(self.look, greys=greys))
            self._strips = self._painted(rows, width)
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(width, self.rich_style)

    def _painted(self, rows: Sequence[Row], width: int) -> list[Strip]:
        """Every segment has a style, on which textual's colour filters rely.

        A style of the theme takes 0.2 ms to find, so each is found once for all rows.
        """
        inks: dict[Ink, Style] = {None: self.rich_style}
        inks |= {tone: self.get_component_rich_style(f"sheet--{tone}") for tone in Tone}
        return [
            Strip([Segment(text, inks.get(ink) or _grey_style(ink)) for text, ink in row], width)
            for row in rows
        ]


@lru_cache(maxsize=LEVELS**2)
def _grey_style(grey: Grey) -> Style:
    upper, lower = (round(255 * level / (LEVELS - 1)) for level in grey)
    return Style(
        color=Color.from_rgb(upper, upper, upper), bgcolor=Color.from_rgb(lower, lower, lower)
    )
