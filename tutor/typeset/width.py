"""How many cells of a terminal a text takes."""

from __future__ import annotations

import unicodedata

_NO_CELL = frozenset({"Mn", "Me", "Cf"})


def cell_width(text: str) -> int:
    """Cells across: combining marks take none, East Asian wide characters two."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
