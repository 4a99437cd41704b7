"""What a formula is worth at one point, and how far rounding can have carried it off."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tutor.course.formula.expression import (
    Binary,
    Call,
    Constant,
    Expression,
    Name,
    Negative,
    Number,
)

_UNIT = 2.0**-53
"""Largest relative error of one operation in float64."""
_CONSTANTS = {"pi": math.pi, "e": math.e}


class Value(NamedTuple):
    """A number and a bound, to first order, on its error."""

    number: float
    error: float


class _Function(NamedTuple):
    of: Callable[[float], float]
    slope: Callable[[float, float], float]
    """Derivative, from argument and result; it carries the argument's error on."""


FUNCTIONS: Mapping[str, _Function] = MappingProxyType(
    {
        "sqrt": _Function(math.sqrt, lambda _, y: 0.5 / y if y else 0.0),
        "exp": _Function(math.exp, lambda _, y: y),
        "log": _Function(math.log, lambda x, _: 1 / x),
        "sin": _Function(math.sin, lambda x, _: math.cos(x)),
        "cos": _Function(math.cos, lambda x, _: math.sin(x)),
        "tan": _Function(math.tan, lambda _, y: 1 + y * y),
        "cot": _Function(lambda x: 1 / math.tan(x), lambda _, y: 1 + y * y),
        "tanh": _Function(math.tanh, lambda _, y: 1 - y * y),
        "abs": _Function(abs, lambda *_: 1.0),
    }
)


def value(expression: Expression, point: Mapping[str, float]) -> Value | None:
    """The value where each symbol has the value in `point`; none where there is no value."""
    try:
        return _value(expression, point)
    except (ArithmeticError, ValueError):
        return None


def _value(expression: Expression, point: Mapping[str, float]) -> Value:
    match expression:
        case Number(text):
            return _rounded(float(text), 0.0)
        case Constant(name):
            return _rounded(_CONSTANTS[name], 0.0)
        case Name(symbol):
            return Value(point[symbol.name], 0.0)
        case Negative(operand):
            number, error = _value(operand, point)
            return Value(-number, error)
        case Call(name, argument):
            x = _value(argument, point)
            function = FUNCTIONS[name]
            y = function.of(x.number)
            return _rounded(y, abs(function.slope(x.number, y)) * x.error)
        case Binary(operator, left, right):
            return _binary(operator, _value(left, point), _value(right, point))


def _binary(operator: str, a: Value, b: Value) -> Value:
    x, y = a.number, b.number
    match operator:
        case "+":
            return _rounded(x + y, a.error + b.error)
        case "-":
            return _rounded(x - y, a.error + b.error)
        case "*":
            return _rounded(x * y, abs(x) * b.error + abs(y) * a.error)
        case "/":
            return _rounded(x / y, (a.error + abs(x / y) * b.error) / abs(y))
        case _:
            return _power(a, b)


def _power(a: Value, b: Value) -> Value:
    x, y = a.number, b.number
    result = math.pow(x, y)
    from_base = abs(result * y / x) * a.error if x else 0.0
    from_exponent = abs(result * math.log(abs(x))) * b.error if x else 0.0
    return _rounded(result, from_base + from_exponent)


def _rounded(number: float, error: float) -> Value:
    """With the error of the operation that gave `number`; infinity is no value."""
    if not math.isfinite(number):
        raise OverflowError
    return Value(number, error + abs(number) * _UNIT)
