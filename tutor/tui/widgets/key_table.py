"""What the keys do, as help tells it: by where they do it, below a sentence on the focused part."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tutor.tui.keys import Offer, spelled
from tutor.tui.wrapping import LaidOut, hanging, wrapped

HEADINGS = {"part": "This part", "screen": "This screen", "app": "Everywhere"}
KEYS = 14
"""Columns for the keys."""


class KeyTable(LaidOut):
    """Keys on the left, what they do on the right."""

    def __init__(self, about: str, offers: Sequence[Offer]) -> None:
        """about: the sentence; may be empty."""
        self._about = about
        self._offers = offers
        super().__init__()

    def lines(self, width: int) -> list[Content]:
        """The sentence and a group for each place, apart by empty lines."""
        about = wrapped(Content(self._about), width) if self._about else []
        groups = [about, *(self._group(where, width) for where in HEADINGS)]
        return [line for group in groups if group for line in [*group, Content()]][:-1]

    def _group(self, where: str, width: int) -> list[Content]:
        rows = [
            line
            for one in self._offers
            if one.where == where
            for line in hanging(_keys(one), Content(one.does), width)
        ]
        return [Content.styled(HEADINGS[where], "$quiet"), *rows] if rows else []


def _keys(offer: Offer) -> Content:
    keys = [spelled(key) for key in offer.keys]
    words = f"{keys[0]} to {keys[-1]}" if len(keys) > 3 else " ".join(keys)
    return Content.styled(f"  {words:<{KEYS}} ", "bold")
