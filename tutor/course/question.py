"""A question and how an answer to it is judged.

Questions are values; judging is a pure function of question and answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_ROUNDING = 1e-9

Answer = tuple[int, ...] | str
"""Indices of options or items, or a formula or number as typed."""


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
    """A wrong formula or number that is expected from learners."""

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
class Item:
    """One of the things to be put in order."""

    text: str
    rank: int
    """Its number in the file, from 1; those that share one may stand in any order."""
    explanation: str
    """Why it cannot come earlier; empty only for the first."""
    misconception: str
    """Id of the misconception that placing it too early shows; may be empty."""
    line: int


@dataclass(frozen=True)
class OrderQuestion(Question):
    """Things to be put in order; the file has them in the right one."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Tolerance:
    """How far from a number another may lie and still count as it."""

    size: float
    relative: bool
    """Whether `size` is a share of the number."""

    def covers(self, number: float, given: float) -> bool:
        """Whether `given` counts as `number`; rounding in the last digits always does."""
        room = self.size * abs(number) if self.relative else self.size
        return abs(given - number) <= room + _ROUNDING * abs(number)


@dataclass(frozen=True)
class NumberQuestion(Question):
    """A number to be computed."""

    answer: str
    """As the author wrote it: `0.0361` or `1/2`."""
    within: Tolerance
    wrong: tuple[WrongForm, ...]
    """Numbers that are expected from learners who have gone astray."""
    explanation: str
    answer_line: int = 0


@dataclass(frozen=True)
class FormulaQuestion(Question):
    """A formula to be typed; any equivalent form is right."""

    answer: str
    wrong: tuple[WrongForm, ...]
    explanation: str
    symbols: Mapping[str, Symbol]
    answer_line: int = 0
    derived: str = ""
    """Id of the derivation of the lesson that arrives at the answer; may be empty."""
