"""What a terminal can show, and how words are written where it cannot show Unicode."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.typeset import spelt


@dataclass(frozen=True)
class Look:
    """What can be shown."""

    unicode: bool = True
    greys: bool = True
    """Whether pictures may use grey levels rather than dense and thin glyphs."""

    def words(self, text: str) -> str:
        """The text in what can be shown, and short, for there is little room in a drawing."""
        if self.unicode:
            return text
        # What was cut to its room ends in one cell, and must go on doing so.
        return spelt(text.replace("…", "~")).replace("alpha_bar", "abar")
