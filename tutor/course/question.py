"""A question and how an answer to it is judged.

Questions are values; judging is a pure function of question and answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """A name that formula answers may use, and the values it can take."""

    name: str
    """As typed in ASCII, `abar_t`."""
    low: float
    high: float
    show: str
    """As shown on the screen, `ᾱ_t`."""


@dataclass(frozen=True)
class Option:
    """One possible answer of a choice question."""

    text: str
    right: bool
    explanation: str
    misconception: str
    """Id of the misconception that choosing it shows; may be empty."""
    line: int


@dataclass(frozen=True)
class WrongForm:
    """A wrong formula that is expected from learners."""

    formula: str
    misconception: str
    explanation: str
    line: int


@dataclass(frozen=True)
class Question:
    """What every kind of question has."""

    id: str
    prompt: str
    """Markdown with inline `$…$`."""
    teaches: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class ChoiceQuestion(Question):
    """One or several right options."""

    options: tuple[Option, ...]

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return sum(option.right for option in self.options) > 1


@dataclass(frozen=True)
class FormulaQuestion(Question):
    """A formula to be typed; any equivalent form is right."""

    answer: str
    wrong: tuple[WrongForm, ...]
    explanation: str
    symbols: Mapping[str, Symbol]
    answer_line: int = 0
