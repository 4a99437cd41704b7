"""A formula as people see it: sums of many terms, products of many factors, and what is in them.

The reader's tree has two branches at each sign. Here `a - b + c` is one sum and `a*b/c` one
product, so that what is said of a term or a factor does not hang on how the tree was grown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple, TypeVar

from tutor.course.formula.expression import Binary, Call, Expression, Name, Negative, Number
from tutor.course.question import Symbol

Put = Callable[[Expression], Expression]
"""The whole formula with something else in the place of a part."""

ONE = Number("1")
_HALVES = (Number("0.5"), Number(".5"), Binary("/", Number("1"), Number("2")))


class Term(NamedTuple):
    """What is added, or taken away."""

    negative: bool
    body: Expression


class Factor(NamedTuple):
    """What is multiplied with, or divided by."""

    inverse: bool
    body: Expression


Part = TypeVar("Part", Term, Factor)


class Place(NamedTuple):
    """A part of a formula."""

    part: Expression
    put: Put
    around: Expression
    """The next larger part; of the whole, itself."""


def terms(expression: Expression) -> list[Term]:
    """One, if it is no sum."""
    match expression:
        case Binary("+", left, right):
            return terms(left) + terms(right)
        case Binary("-", left, right):
            return terms(left) + [Term(not one.negative, one.body) for one in terms(right)]
        case Negative(operand):
            return [Term(not one.negative, one.body) for one in terms(operand)]
    return [Term(False, expression)]


def factors(expression: Expression) -> list[Factor]:
    """One, if it is no product."""
    match expression:
        case Binary("*", left, right):
            return factors(left) + factors(right)
        case Binary("/", left, right):
            return factors(left) + [Factor(not one.inverse, one.body) for one in factors(right)]
        case Binary("^", base, Negative(exponent)):
            return [Factor(True, usual(Binary("^", base, exponent)))]
    return [Factor(False, expression)]


def summed(parts: Sequence[Term]) -> Expression:
    """Their sum; 0 of none."""
    if not parts:
        return Number("0")
    (negative, body), *others = parts
    return reduce(
        lambda left, term: Binary("-" if term.negative else "+", left, term.body),
        others,
        Negative(body) if negative else body,
    )


def multiplied(parts: Sequence[Factor]) -> Expression:
    """Their product; 1 of none."""
    above = [one.body for one in parts if not one.inverse]
    below = [one.body for one in parts if one.inverse]
    numerator = _product(above) if above else ONE
    return Binary("/", numerator, _product(below)) if below else numerator


def _product(bodies: Sequence[Expression]) -> Expression:
    return reduce(lambda left, right: Binary("*", left, right), bodies)


def usual(expression: Expression) -> Expression:
    """With roots written as roots, and powers of 1 as what they are powers of."""
    match expression:
        case Binary("^", base, exponent) if exponent in _HALVES:
            return Call("sqrt", usual(base))
        case Binary("^", base, Number("1")):
            return usual(base)
        case Binary(operator, left, right):
            return Binary(operator, usual(left), usual(right))
        case Call(function, argument):
            return Call(function, usual(argument))
        case Negative(operand):
            return Negative(usual(operand))
    return expression


def places(whole: Expression) -> Iterator[Place]:
    """All parts, the whole first; numbers that are exponents are none."""
    yield from _places(Place(whole, lambda part: part, whole))


def _places(place: Place) -> Iterator[Place]:
    part, put, _ = place
    yield place
    if is_sum(part):
        added = terms(part)
        for i, term in enumerate(added):
            yield from _places(Place(term.body, _into_sum(added, i, put), part))
    elif is_product(part):
        taken = factors(part)
        for i, factor in enumerate(taken):
            yield from _places(Place(factor.body, _into_product(taken, i, put), part))
    elif isinstance(part, Call):
        name = part.function
        yield from _places(Place(part.argument, lambda new: put(Call(name, new)), part))
    elif isinstance(part, Binary):
        base, exponent = part.left, part.right
        yield from _places(Place(base, lambda new: put(Binary("^", new, exponent)), part))
        if not isinstance(exponent, Number):
            yield from _places(Place(exponent, lambda new: put(Binary("^", base, new)), part))


def is_sum(expression: Expression) -> bool:
    """Also where a single term is negative."""
    return isinstance(expression, Negative) or (
        isinstance(expression, Binary) and expression.operator in "+-"
    )


def is_product(expression: Expression) -> bool:
    """Also where a single factor is divided by."""
    return len(parts := factors(expression)) > 1 or parts[0].inverse


def without(parts: Sequence[Part], *indices: int) -> list[Part]:
    """All the others."""
    return [one for i, one in enumerate(parts) if i not in indices]


def _into_sum(parts: list[Term], index: int, put: Put) -> Put:
    def replaced(body: Expression) -> Expression:
        return put(summed([*parts[:index], parts[index]._replace(body=body), *parts[index + 1 :]]))

    return replaced


def _into_product(parts: list[Factor], index: int, put: Put) -> Put:
    def replaced(body: Expression) -> Expression:
        changed = parts[index]._replace(body=body)
        return put(multiplied([*parts[:index], changed, *parts[index + 1 :]]))

    return replaced


def names_in(expression: Expression) -> list[Symbol]:
    """Its symbols, each once, in the order in which they are written."""
    found: dict[Symbol, None] = {}
    for place in places(expression):
        if isinstance(place.part, Name):
            found[place.part.symbol] = None
    return list(found)


def exchanged(expression: Expression, replacements: dict[Symbol, Expression]) -> Expression:
    """With each of these symbols replaced wherever it stands, all at once."""
    match expression:
        case Name(symbol):
            return replacements.get(symbol, expression)
        case Negative(operand):
            return Negative(exchanged(operand, replacements))
        case Call(function, argument):
            return Call(function, exchanged(argument, replacements))
        case Binary(operator, left, right):
            return Binary(operator, exchanged(left, replacements), exchanged(right, replacements))
    return expression
