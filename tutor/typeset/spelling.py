"""Text that is no LaTeX, in ASCII: names of checks, messages, what a simulation says."""

from __future__ import annotations

import re
import unicodedata

from tutor.typeset.alphabet import ASCII, SUBSCRIPTS, SUPERSCRIPTS
from tutor.typeset.symbols import MARKS

_LIKES = dict(zip("✓✗●–—’‘“”", ["+", "x", "O", "-", "-", "'", "'", '"', '"'], strict=True))
_ABOVE = "".join(mark for mark in SUPERSCRIPTS.values() if not mark.isascii())
_PIECE = re.compile(
    f"(?P<below>[{''.join(SUBSCRIPTS.values())}]+)|(?P<above>[{_ABOVE}]+)"
    f"|(?P<accented>.)(?P<accent>[{''.join(MARKS)}])|(?P<root>√)(?P<bracket>\\(?)|[^\\x00-\\x7f]"
)


def spelt(text: str) -> str:
    """The text in ASCII: symbols as words, marks as their plain likes, `?` for what has neither."""
    return text if text.isascii() else _PIECE.sub(_spelt, unicodedata.normalize("NFC", text))


def _spelt(piece: re.Match[str]) -> str:
    if piece["below"]:
        return ASCII.below(_level(piece["below"]), False)
    if piece["above"]:
        return ASCII.above(_level(piece["above"]), False)
    if piece["accent"]:
        return _accented(piece["accented"], piece["accent"])
    if piece["root"]:
        return "sqrt" + (piece["bracket"] or " ")
    apart = unicodedata.normalize("NFD", piece[0])
    if len(apart) > 1 and not apart[0].isascii():  # ᾱ is mathematics, ü is a name
        return _accented(apart[0], apart[1])
    return _LIKES.get(piece[0]) or ASCII.symbol(piece[0])


def _accented(letter: str, mark: str) -> str:
    return (
        ASCII.accent(ASCII.symbol(letter), MARKS[mark]) if mark in MARKS else ASCII.symbol(letter)
    )


def _level(scripts: str) -> str:
    """Digits and letters as they are on the line."""
    return unicodedata.normalize("NFKD", scripts).replace("−", "-")
