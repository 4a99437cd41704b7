"""Whether two formulas are equal, by their values at many points.

Two different analytic functions agree only on a set of measure zero, so points that know nothing
of the formulas do not fall for one; what is left is rounding, and that is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tutor.course.formula.expression import Expression
from tutor.course.formula.values import Value, value
from tutor.course.question import Symbol

_POINTS = 48
_TOLERANCE = 1e-9
"""Relative."""
_CANCELLATION = 1e-12
"""Most that rounding may excuse, so that `x + 1e9 - 1e9` excuses nothing."""


def same(a: Expression, b: Expression, symbols: Mapping[str, Symbol]) -> bool:
    """Whether both have the same value, or both have none, wherever the symbols may be.

    False too where fewer than half of the points have a value: then nothing is known.
    """
    compared = 0
    for point in points(symbols):
        left, right = value(a, point), value(b, point)
        if left is None and right is None:
            continue
        if left is None or right is None or not _agree(left, right):
            return False
        compared += 1
    return 2 * compared >= _POINTS


def points(symbols: Mapping[str, Symbol]) -> Iterator[dict[str, float]]:
    """Values for all symbols, each inside its own range; the same points on every machine."""
    random = _uniform()
    for _ in range(_POINTS):
        yield {
            name: symbol.low + (symbol.high - symbol.low) * next(random)
            for name, symbol in sorted(symbols.items())
        }


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
