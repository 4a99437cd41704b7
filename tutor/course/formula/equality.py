"""Whether two formulas are equal, by their values at many points.

Two different analytic functions agree only on a set of measure zero, so points that know nothing
of the formulas do not fall for one. What is left is rounding: where floats could be fooled by it,
and at a few points in any case, a hundred digits decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.formula.expression import Expression
from tutor.course.formula.values import Value, value
from tutor.course.question import Symbol

_POINTS = 48
_CONFIRMED = 3
"""At so many points equal floats are looked at in a hundred digits: a factor 1.0000000001 shows."""
_TOLERANCE = 1e-9
"""Relative."""
_CANCELLATION = 1e-12
"""Most that rounding may excuse among floats, so that `x + 1e9 - 1e9` excuses nothing."""


def same(a: Expression, b: Expression, symbols: Mapping[str, Symbol]) -> bool:
    """Whether both have the same value, or both have none, wherever the symbols may be.

    False too where fewer than half of the points have a value: then nothing is known.
    """
    return Target(b, symbols).met_by(a)


class Target:
    """A formula that others are compared with; its values are computed once."""

    def __init__(self, expression: Expression, symbols: Mapping[str, Symbol]) -> None:
        self.expression = expression
        self.points = tuple(points(symbols))
        self._values: list[Value | None] = []

    def value(self, index: int) -> Value | None:
        """At one of the points; none where there is none."""
        while len(self._values) <= index:
            self._values.append(value(self.expression, self.points[len(self._values)]))
        return self._values[index]

    def met_by(self, other: Expression) -> bool:
        """Whether the other one is equal: see `same`."""
        compared, certain = 0, True
        for index, point in enumerate(self.points):
            mine, theirs = self.value(index), value(other, point)
            if mine is None and theirs is None:
                continue
            if mine is None or theirs is None or _differ(mine, theirs):
                return False
            exactly = self._exactly(other, point) if compared < _CONFIRMED else None
            certain = certain and (compared >= _CONFIRMED or bool(exactly))
            if exactly is False or not (certain or _agree(mine, theirs)):
                return False
            compared += 1
        return 2 * compared >= len(self.points)

    def _exactly(self, other: Expression, point: Mapping[str, float]) -> bool | None:
        """Whether both agree in a hundred digits; None where that cannot be computed."""
        from tutor.course.formula import digits  # loads `decimal`, which only answers need

        return digits.agree(other, self.expression, point)


def points(symbols: Mapping[str, Symbol]) -> Iterator[dict[str, float]]:
    """Values for all symbols, each inside its own range; the same points on every machine."""
    random = _uniform()
    for _ in range(_POINTS):
        yield {
            name: symbol.low + (symbol.high - symbol.low) * next(random)
            for name, symbol in sorted(symbols.items())
        }


def _differ(a: Value, b: Value) -> bool:
    """By more than rounding explains."""
    scale = max(abs(a.number), abs(b.number))
    return abs(a.number - b.number) > _TOLERANCE * scale + a.error + b.error


def _agree(a: Value, b: Value) -> bool:
    scale = max(abs(a.number), abs(b.number))
    rounding = min(a.error + b.error, _CANCELLATION)
    return abs(a.number - b.number) <= _TOLERANCE * scale + rounding


def _uniform() -> Iterator[float]:
    """Numbers in [0, 1). Steele, Lea and Flood 2014, SplitMix64; `random` would load OpenSSL."""
    state, mask = 0, 2**64 - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & mask
        yield ((mixed ^ mixed >> 31) >> 11) * 2.0**-53
