"""Equality beyond doubt, for those who write courses. The only place that loads SymPy."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from tutor.course.formula.equality import same
from tutor.course.formula.expression import (
    Binary,
    Call,
    Constant,
    Expression,
    Name,
    Negative,
    Number,
)
from tutor.course.question import Symbol

_SYMPY_NAMES = {"abs": "Abs"}
_OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def proven_same(a: Expression, b: Expression, symbols: Mapping[str, Symbol]) -> bool | None:
    """True if SymPy proves both equal, False if they differ at a point; None if neither."""
    import sympy

    if not same(a, b, symbols):
        return False
    difference = sympy_form(a) - sympy_form(b)
    shares = {_sympy_symbol(one): _share(one) for one in symbols.values() if _is_share(one)}
    return True if sympy.simplify(difference.subs(shares)) == 0 else None


def sympy_form(expression: Expression) -> Any:  # noqa: ANN401 - SymPy has no types
    """The same formula as a SymPy expression; symbols are real, and positive where they are."""
    import sympy

    match expression:
        case Number(text):
            return sympy.Rational(text)
        case Constant(name):
            return sympy.pi if name == "pi" else sympy.E
        case Name(symbol):
            return _sympy_symbol(symbol)
        case Negative(operand):
            return -sympy_form(operand)
        case Call(function, argument):
            return getattr(sympy, _SYMPY_NAMES.get(function, function))(sympy_form(argument))
        case Binary(sign, left, right):
            return _OPERATIONS[sign](sympy_form(left), sympy_form(right))


def _sympy_symbol(symbol: Symbol) -> Any:  # noqa: ANN401
    import sympy

    return sympy.Symbol(symbol.name, real=True, positive=symbol.low > 0 or None)


def _is_share(symbol: Symbol) -> bool:
    return symbol.low > 0 and symbol.high < 1


def _share(symbol: Symbol) -> Any:  # noqa: ANN401
    """s/(1 + s) with s > 0: so SymPy knows that what lies in (0, 1) has a positive remainder."""
    import sympy

    ratio = sympy.Symbol(f"ratio_{symbol.name}", positive=True)
    return ratio / (1 + ratio)
