"""How much of a part of a page can be seen."""

from __future__ import annotations

from textual.containers import ScrollableContainer
from textual.widget import Widget


def in_sight(part: Widget) -> bool:
    """Whether any of it is on the screen: not scrolled away, nor under another screen."""
    current = part.screen is part.app.screen and part.is_on_screen
    return current and bool(part.screen.find_widget(part).visible_region)


def is_cut(part: Widget) -> bool:
    """Whether it is higher than the page that it stands on."""
    pages = (one for one in part.ancestors if isinstance(one, ScrollableContainer))
    page = next(pages, None)
    return page is not None and part.size.height > page.size.height
