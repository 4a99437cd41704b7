"""What is said to somebody whose formula cannot be read."""

from __future__ import annotations

from tutor.errors import TutorError


class FormulaError(TutorError):
    """A formula that cannot be read, or can be read in two ways.

    column: the cells to the left of the place; a caret after as many blanks points at it.
    """

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.column = column
