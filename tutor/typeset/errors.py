"""What is said about LaTeX that cannot be read, and where."""

from __future__ import annotations

from tutor.errors import TutorError


class LatexError(TutorError):
    """A formula that is outside the subset, at the place where it stops making sense.

    line and column count from 1 in the text that was given.
    """

    def __init__(self, message: str, column: int, hint: str = "", *, line: int = 1) -> None:
        super().__init__(message, hint)
        self.column = column
        self.line = line


def error_at(source: str, offset: int, message: str, hint: str = "") -> LatexError:
    """The error for the character at `offset` of `source`."""
    line = source.count("\n", 0, offset) + 1
    column = offset - (source.rfind("\n", 0, offset) + 1) + 1
    return LatexError(message, column, hint, line=line)
