"""The parts of a formula that has been understood."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.course.question import Symbol


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number."""

    text: str
    """As `0.5` or `1e-4`."""


@dataclass(frozen=True, slots=True)
class Constant:
    """`pi` or `e`."""

    name: str


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol of the question."""

    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Negative:
    """Something with a minus sign before it."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A function of something."""

    function: str
    """One of `values.FUNCTIONS`."""
    argument: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two things and what is done with them."""

    operator: str
    """One of `+ - * / ^`."""
    left: Expression
    right: Expression


Expression = Number | Constant | Name | Negative | Call | Binary
