"""A formula as LaTeX, to be set in two dimensions."""

from __future__ import annotations

import re

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

_SUM, _PRODUCT, _FRACTION, _ATOM = range(4)
"""How firmly a formula holds together."""
_STRENGTH = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _FRACTION, "^": _ATOM}


def latex(expression: Expression) -> str:
    r"""With fractions as `\frac` and products without a sign."""
    match expression:
        case Number(text):
            return text
        case Constant(name):
            return r"\pi" if name == "pi" else name
        case Name(symbol):
            return shown(symbol)
        case Negative(operand):
            return f"-{_within(operand, _PRODUCT)}"
        case Call(function, argument):
            return _call(function, argument)
        case Binary(operator, left, right):
            return _binary(operator, left, right)


def _call(function: str, argument: Expression) -> str:
    if function == "sqrt":
        return rf"\sqrt{{{latex(argument)}}}"
    if function == "abs":
        return rf"\left\vert {latex(argument)} \right\vert"
    return rf"\{function}{_bracketed(argument)}"


def _binary(operator: str, left: Expression, right: Expression) -> str:
    match operator:
        case "^":
            return f"{_within(left, _ATOM)}^{{{latex(right)}}}"
        case "/":
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}"
        case "*":
            second = _within(right, _PRODUCT)
            sign = r" \cdot " if second[:1].isdigit() else r"\,"
            return f"{_within(left, _PRODUCT)}{sign}{second}"
        case _:
            second = _within(right, _PRODUCT if operator == "-" else _SUM)
            return f"{latex(left)} {operator} {second}"


def shown(symbol: Symbol) -> str:
    """What is shown of a symbol, with whole words below: `ε_cond` means ε_{cond}."""
    return re.sub(r"_(\w{2,})", r"_{\1}", symbol.show or symbol.name)


def _within(expression: Expression, strength: int) -> str:
    own = _ATOM
    if isinstance(expression, Binary):
        own = _STRENGTH[expression.operator]
    elif isinstance(expression, Negative):
        own = _SUM
    return _bracketed(expression) if own < strength else latex(expression)


def _bracketed(expression: Expression) -> str:
    return rf"\left({latex(expression)}\right)"
