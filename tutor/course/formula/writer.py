"""Shows a formula as it has been read, so that a misreading costs nothing."""

from __future__ import annotations

from tutor.course.formula.expression import (
    Binary,
    Call,
    Constant,
    Expression,
    Name,
    Negative,
    Number,
)
from tutor.course.formula.tex import shown
from tutor.course.question import Symbol
from tutor.typeset import LatexError, inline, parse

_SUM, _QUOTIENT, _PRODUCT, _FACTOR, _POWER, _ATOM = range(6)
_STRENGTH = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _QUOTIENT, "^": _POWER}
"""How firmly the result of an operator holds together."""
_OPERANDS = {
    "+": (_SUM, _SUM),
    "-": (_SUM, _QUOTIENT),
    "*": (_PRODUCT, _PRODUCT),
    "/": (_PRODUCT, _FACTOR),
}
"""How firmly what stands to the left and right of an operator must hold together."""
_SIGNS = {"+": " + ", "-": " − ", "*": "·", "/": "/"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def show(expression: Expression) -> str:
    """One line of Unicode, as `√ᾱₜ·x₀ + √(1 − ᾱₜ)·ε`."""
    match expression:
        case Number(text):
            return text
        case Constant(name):
            return "π" if name == "pi" else name
        case Name(symbol):
            return _symbol(symbol)
        case Negative(operand):
            return f"−{_within(operand, _QUOTIENT)}"
        case Call("sqrt", Name() | Number() as argument):
            return f"√{show(argument)}"
        case Call(function, argument):
            return f"{'√' if function == 'sqrt' else function}({show(argument)})"
        case Binary("^", base, exponent):
            return _within(base, _ATOM) + _exponent(exponent)
        case Binary(operator, left, right):
            before, after = _OPERANDS[operator]
            return _within(left, before) + _SIGNS[operator] + _within(right, after)


def _within(expression: Expression, strength: int) -> str:
    """In brackets if it holds together less than `strength`."""
    own = _ATOM
    if isinstance(expression, Binary):
        own = _STRENGTH[expression.operator]
    elif isinstance(expression, Negative):
        own = _SUM
    elif isinstance(expression, Call) and expression.function == "sqrt":
        own = _POWER
    text = show(expression)
    return f"({text})" if own < strength else text


def _exponent(expression: Expression) -> str:
    number = expression.operand if isinstance(expression, Negative) else expression
    if isinstance(number, Number) and number.text.isdigit():
        return ("⁻" if number is not expression else "") + number.text.translate(_RAISED)
    return f"^({show(expression)})"


def _symbol(symbol: Symbol) -> str:
    """As LaTeX would set what is shown."""
    try:
        return inline(parse(shown(symbol)))
    except LatexError:
        return symbol.show or symbol.name
