"""A place in a list of tokens."""

from __future__ import annotations

from typing import NoReturn

from tutor.typeset.errors import error_at
from tutor.typeset.tokens import Token, tokenise


class Cursor:
    """Reads the tokens of a formula one after the other."""

    def __init__(self, latex: str) -> None:
        self._source = latex
        self._tokens = tokenise(latex)
        self._at = 0

    @property
    def at_end(self) -> bool:
        """Whether everything has been read."""
        return self._at == len(self._tokens)

    @property
    def offset(self) -> int:
        """Where the next token starts in the source."""
        return len(self._source) if self.at_end else self._tokens[self._at].start

    def peek(self, ahead: int = 0) -> str:
        """The text of a token that is still to be read; nothing beyond the end."""
        at = self._at + ahead
        return self._tokens[at].text if at < len(self._tokens) else ""

    def take(self) -> Token:
        """Read one token, which must be there."""
        self._at += 1
        return self._tokens[self._at - 1]

    def take_for(self, wanted_by: Token) -> Token:
        """Read the token that another one needs."""
        if self.at_end:
            self.fail(wanted_by.start, f"`{wanted_by.text}` lacks what it applies to")
        return self.take()

    def close(self, opened: Token, end: str) -> None:
        """Read `end`, which belongs to `opened`."""
        if self.peek() != end:
            self.fail(opened.start, f"`{opened.text}` has no `{end}`")
        self.take()

    def number(self, digits: str) -> str:
        """The rest of a number that starts with `digits`."""
        while self.peek().isdigit() or self._at_decimal_point(digits):
            digits += self.take().text
        return digits

    def _at_decimal_point(self, digits: str) -> bool:
        return self.peek() == "." and self.peek(1).isdigit() and "." not in digits

    def raw_group(self, brace: Token) -> str:
        """The source up to the brace that closes `brace`, which has been read."""
        depth = 1
        while depth:
            if self.at_end:
                self.close(brace, "}")
            token = self.take()
            depth += (token.text == "{") - (token.text == "}")
        return self._source[brace.start + 1 : token.start]

    def fail(self, offset: int, message: str, hint: str = "") -> NoReturn:
        """Raise LatexError for a place in the source."""
        raise error_at(self._source, offset, message, hint)
