"""Numbers typed by learners: read as formulas without symbols, so that `1/2` and `sqrt(2)` count.

What is written in two ways around the world, as `1,5` and `1 000`, is asked back, not guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tutor.course import formula
from tutor.course.formula.values import value

_COMMA = re.compile(r"[0-9],[0-9]")
_BLANK_INSIDE = re.compile(r"[0-9]\s+[0-9.]")
_PERCENT = re.compile(r"\s*%\s*$")
_PLAIN = re.compile(r"−?[0-9.]+")


class Reading(NamedTuple):
    """What was understood."""

    value: float
    shown: str
    """One line of Unicode, as `1/4 = 0.25`."""


def read(text: str) -> Reading:
    """The number that `text` is: `0.25`, `2.5e-1`, `1/4`, `25 %`, or any formula of numbers.

    Raises FormulaError with the place of what cannot be read, or can be read in two ways.
    """
    _refuse_separators(text)
    percent = _PERCENT.search(text)
    expression = formula.read(text[: percent.start()] if percent else text, {})
    found = value(expression, {})
    if found is None:
        raise formula.FormulaError("this has no value", 0)
    number = found.number / 100 if percent else found.number
    written = formula.show(expression) + (" %" if percent else "")
    if _PLAIN.fullmatch(written):
        return Reading(number, written)
    return Reading(number, f"{written} = {_rounded(number)}")


def _rounded(number: float) -> str:
    digits = f"{number:.0f}" if number.is_integer() and abs(number) < 1e9 else f"{number:.6g}"
    return digits.replace("-", "−")


def _refuse_separators(text: str) -> None:
    if comma := _COMMA.search(text):
        raise formula.FormulaError(
            "a comma means one thing here and another there",
            comma.start() + 1,
            "write decimals with a point, `0.5`, and thousands without a sign, `1000`",
        )
    if blank := _BLANK_INSIDE.search(text):
        raise formula.FormulaError(
            "these are two numbers", blank.start() + 1, "write one, without a blank in it"
        )
