"""A constant factor, or a constant term, between a formula and the answer.

Found by dividing and subtracting values, so it holds whatever the two look like.
"""

from __future__ import annotations

from fractions import Fraction

from tutor.course.formula.equality import Target

_CLOSE = 1e-9
_LARGEST = 12
"""Of the numbers above and below the line in a factor that is told."""


def factor(typed: Target, wanted: Target) -> str:
    """Told only where it is the same at every point."""
    pairs = _values(typed, wanted)
    if not pairs or any(abs(wanted) < _CLOSE for _, wanted in pairs):
        return ""
    constant = _constant([typed / wanted for typed, wanted in pairs])
    if constant is None:
        return ""
    near = Fraction(constant).limit_denominator(_LARGEST)
    exact = abs(float(near) - constant) < _CLOSE * abs(constant) and abs(near.numerator) <= _LARGEST
    return f"It is the right formula times {near if exact else 'a constant factor'}."


def offset(typed: Target, wanted: Target) -> str:
    """Told only where it is the same at every point."""
    pairs = _values(typed, wanted)
    constant = _constant([typed - wanted for typed, wanted in pairs]) if pairs else None
    return "" if constant is None else "It is off by a constant."


def _values(typed: Target, wanted: Target) -> list[tuple[float, float]]:
    """At every point; none if there is a point without."""
    values = [(typed.value(index), wanted.value(index)) for index in range(len(typed.points))]
    pairs = [(one.number, other.number) for one, other in values if one and other]
    return pairs if len(pairs) == len(values) else []


def _constant(numbers: list[float]) -> float | None:
    """The number that all of them are; none if they are not all one."""
    first = numbers[0]
    same = all(abs(one - first) <= _CLOSE * abs(first) for one in numbers)
    return first if same and first else None
