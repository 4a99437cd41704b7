"""The line at the foot of a screen: what can be pressed now, at most five, most sensible first."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from tutor.tui.keys import Offer, footer, offers, spelled


class KeyLine(Widget):
    """One line of keys; a click does the same."""

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; padding: 0 2; background: $surface; color: $quiet;
        link-color: $quiet; link-style: none; link-background: transparent;
        link-color-hover: $foreground; link-background-hover: $panel; link-style-hover: none;
    }
    """

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def render(self) -> Content:
        """As many keys as fit, but always the last: help."""
        found = footer(offers(self.screen))
        while len(found) > 2 and _width(found) > self.content_size.width:
            del found[-2]
        return Content("   ").join(_entry(one) for one in found)

    def _follow(self, _: Screen[object]) -> None:
        self.refresh()


def _entry(offer: Offer) -> Content:
    click = f"simulate_key('{offer.keys[0]}')"
    return Content.from_markup(
        f"[@click=app.{click}][bold $foreground]$key[/] $does[/]",
        key=spelled(offer.keys[0]),
        does=offer.does,
    )


def _width(found: list[Offer]) -> int:
    return sum(_entry(one).cell_length + 3 for one in found) - 3
