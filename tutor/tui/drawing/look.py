"""What a terminal can show, and how words are written where it cannot show Unicode."""

from __future__ import annotations

from dataclasses import dataclass

_LETTERS = {"ᾱ": "abar", "ε": "eps", "η": "eta", "√": "sqrt ", "ₜ": "_t", "₀": "_0"}
_HAT = {"\u0302": "_hat"}
"""Combined with the letter before it, as in x̂."""
_SPELT = str.maketrans("●·−–…’×←→", "O.--~'x<>") | str.maketrans(_LETTERS | _HAT)


@dataclass(frozen=True)
class Look:
    """What can be shown."""

    unicode: bool = True
    greys: bool = True
    """Whether pictures may use grey levels rather than dense and thin glyphs."""

    def words(self, text: str) -> str:
        """The text in what can be shown; `?` for what has no other spelling."""
        if self.unicode:
            return text
        return text.translate(_SPELT).encode("ascii", "replace").decode("ascii")
