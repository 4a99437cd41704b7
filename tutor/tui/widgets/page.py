"""A page to be scrolled with the keyboard; it leaves ← and → to the screen it is on."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget


class Page(VerticalScroll, inherit_bindings=False):
    """What is longer than the terminal is high."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"
    HELP = "Space shows more of this page. Tab goes to its questions and other parts."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "more", "More"),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("pagedown", "page_down", "A page down", show=False),
        Binding("pageup", "page_up", "A page up", show=False),
        Binding("home", "scroll_home", "To the top", show=False),
        Binding("end,G", "scroll_end", "To the end", show=False),
    ]
    giver: Widget | None = None
    """The part that gave its keys to the page; until another part has them."""

    room: Size | None = None
    """How large it was, however much stands on it."""

    def on_mount(self) -> None:
        """Follow how much there is."""
        self.watch(self, "virtual_size", self._tell_the_footer, init=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the footer where the page ends or no longer does; on the way there are halves."""
        super().watch_scroll_y(old_value, new_value)
        if (round(old_value) < self.max_scroll_y) != (round(new_value) < self.max_scroll_y):
            self._tell_the_footer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read on where there is something below."""
        return self.scroll_offset.y < self.max_scroll_y if action == "more" else True

    def on_resize(self, event: Resize) -> None:
        """Keep the part that has the keys in sight in a window of another size."""
        part = self.screen.focused
        if self.room not in (None, event.size) and part and self in part.ancestors:
            self.call_after_refresh(part.scroll_visible, animate=False)
        self.room = event.size
        self._tell_the_footer()

    def action_more(self) -> None:
        """Go down a page, and say in the footer that there is one."""
        self.action_page_down()

    def _tell_the_footer(self) -> None:
        self.call_after_refresh(self.refresh_bindings)

    def on_descendant_focus(self) -> None:
        """Forget it."""
        self.giver = None


def to_page(part: Widget) -> None:
    """Give the keys of a part to the page that it stands on."""
    page = next((one for one in part.ancestors if isinstance(one, Page)), None)
    part.screen.set_focus(page, scroll_visible=False)
    if page:
        page.giver = part


def has_parts(screen: Screen[object]) -> bool:
    """Whether anything but the page, and what has the keys already, can have them."""
    others = (part for part in screen.focus_chain if part is not screen.focused)
    return any(not isinstance(part, Page) for part in others)


def walk(screen: Screen[object], by: int) -> None:
    """Go one part on (1) or back (-1), from the part that has the keys or has given them away."""
    page = screen.focused
    giver = page.giver if isinstance(page, Page) else None
    if giver:
        screen.set_focus(giver)
    if by > 0:
        screen.focus_next()
    elif not giver:
        screen.focus_previous()
