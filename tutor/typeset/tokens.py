"""LaTeX as a list of tokens, each with the place it came from."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tutor.typeset.errors import error_at


class Token(NamedTuple):
    """A command with its backslash, or a character with its combining marks."""

    text: str
    start: int

    @property
    def command(self) -> str:
        """The command's name, or nothing for a character."""
        return self.text[1:] if self.text[0] == "\\" else ""


_TOKEN = re.compile(r"\\[A-Za-z]+|\\[^A-Za-z]|\s+|[^\\\s][\u0300-\u036f]*")


def tokenise(latex: str) -> list[Token]:
    """The tokens of `latex` without the blanks between them.

    Raises LatexError for a lone backslash and for characters that cannot be shown.
    """
    tokens = []
    offset = 0
    while offset < len(latex):
        match = _TOKEN.match(latex, offset)
        if match is None:
            raise error_at(latex, offset, "`\\` stands before nothing")
        text = match[0]
        if not text.isspace():
            tokens.append(Token(unicodedata.normalize("NFC", _shown(latex, text, offset)), offset))
        offset = match.end()
    return tokens


def _shown(latex: str, text: str, offset: int) -> str:
    visible = text.removeprefix("\\")[:1]
    if visible.isprintable() or visible.isspace():
        return text
    raise error_at(latex, offset, f"the character U+{ord(visible):04X} cannot be shown")
