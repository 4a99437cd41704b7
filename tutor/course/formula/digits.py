"""What a formula is worth at one point, in a hundred digits: it tells apart what floats cannot.

Slower than floats, and so asked at few points only. `decimal` alone is loaded, no algebra system.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, DecimalException, localcontext
from types import MappingProxyType

from tutor.course.formula.expression import (
    Binary,
    Call,
    Constant,
    Expression,
    Name,
    Negative,
    Number,
)

_DIGITS = 120
_RELATIVE, _ABSOLUTE = Decimal("1e-40"), Decimal("1e-100")
"""What rounding may make of equal values."""
_LARGEST_ANGLE = 10**6
"""Beyond it too few digits of an angle are left."""
_PI = Decimal(
    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803"
    "482534211706798214808651328230664709384460955058223172535940813"
)


def agree(a: Expression, b: Expression, point: Mapping[str, float]) -> bool | None:
    """Whether both have the same value at the point; None where one cannot be computed."""
    with localcontext(Context(prec=_DIGITS)):
        try:
            left, right = _value(a, point), _value(b, point)
            room = _RELATIVE * max(abs(left), abs(right)) + _ABSOLUTE
            return abs(left - right) <= room
        except DecimalException:
            return None


def _value(expression: Expression, point: Mapping[str, float]) -> Decimal:
    match expression:
        case Number(text):
            return +Decimal(text)
        case Constant(name):
            return +_PI if name == "pi" else Decimal(1).exp()
        case Name(symbol):
            return Decimal(point[symbol.name])
        case Negative(operand):
            return -_value(operand, point)
        case Call(name, argument):
            return _FUNCTIONS[name](_value(argument, point))
        case Binary(operator, left, right):
            return _binary(operator, _value(left, point), _value(right, point))


def _binary(operator: str, a: Decimal, b: Decimal) -> Decimal:
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / b
        case _:
            return a**b


def _sine(angle: Decimal) -> Decimal:
    """By its power series, which converges fast between -π and π."""
    if abs(angle) > _LARGEST_ANGLE:
        raise DecimalException
    angle = angle.remainder_near(2 * _PI)
    term = total = angle
    order = 1
    while abs(term) > Decimal(10) ** -_DIGITS:
        order += 2
        term *= -angle * angle / (order * (order - 1))
        total += term
    return total


def _cosine(angle: Decimal) -> Decimal:
    return _sine(angle + _PI / 2)


def _hyperbolic_tangent(x: Decimal) -> Decimal:
    small = (-2 * abs(x)).exp()
    return ((1 - small) / (1 + small)).copy_sign(x)


_FUNCTIONS: Mapping[str, Callable[[Decimal], Decimal]] = MappingProxyType(
    {
        "sqrt": Decimal.sqrt,
        "exp": Decimal.exp,
        "log": Decimal.ln,
        "sin": _sine,
        "cos": _cosine,
        "tan": lambda x: _sine(x) / _cosine(x),
        "cot": lambda x: _cosine(x) / _sine(x),
        "tanh": _hyperbolic_tangent,
        "abs": abs,
    }
)
