"""One thing that may be wrong with a formula: the formula without it, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tutor.course.formula.expression import Expression
from tutor.course.formula.parts import Place
from tutor.course.formula.writer import show


class Slip(NamedTuple):
    """A guess at what went wrong."""

    mended: Expression
    """What was typed, without the slip: the guess is right if this is equal to the answer."""
    says: str
    broadly: str = ""
    """Said where several guesses fit that differ in nothing a learner would care about."""


Kind = Callable[[Expression], Iterator[Slip]]
"""All slips of one kind that may be in a formula."""


def shown(part: Expression) -> str:
    """As code in a sentence."""
    return f"`{show(part)}`"


def place_of(place: Place) -> str:
    """The part as it is named in a sentence."""
    return "the whole formula" if place.part is place.around else shown(place.part)
