"""What is missing from a formula, or too much: a term, a factor.

What is missing stands only in the answer. So the answer is looked through for what, once left
out, gives what was typed; a sentence names the symbols in it and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tutor.course.formula.causes.slip import Slip, shown
from tutor.course.formula.expression import Binary, Expression, Name, Number
from tutor.course.formula.parts import (
    Factor,
    factors,
    is_product,
    is_sum,
    multiplied,
    names_in,
    places,
    summed,
    terms,
    without,
)
from tutor.course.question import Symbol


def term_too_many(given: Expression) -> Iterator[Slip]:
    """One term of a sum that does not belong there."""
    for place in places(given):
        added = terms(place.part)
        for i, term in enumerate(added if len(added) > 1 else []):
            mended = place.put(summed(without(added, i)))
            yield Slip(mended, f"The term {shown(term.body)} is too much.")


def factor_too_many(given: Expression) -> Iterator[Slip]:
    """One factor or divisor that does not belong there."""
    for place in places(given):
        taken = factors(place.part)
        for i, factor in enumerate(taken if is_product(place.part) else []):
            what = "division by" if factor.inverse else "factor"
            mended = place.put(multiplied(without(taken, i)))
            yield Slip(mended, f"The {what} {shown(factor.body)} is too much.")


def term_missing(answer: Expression) -> Iterator[Slip]:
    """The answer without one or two of its terms."""
    added = terms(answer)
    for i, term in enumerate(added if len(added) > 1 else []):
        yield Slip(summed(without(added, i)), f"{_a('term', term.body)} is missing.")
    for i, j in combinations(range(len(added)), 2) if len(added) > 2 else ():
        both = _a("term", added[i].body), _a("term", added[j].body, first=False)
        yield Slip(summed(without(added, i, j)), f"{both[0]} and {both[1]} are missing.")


def inner_term_missing(answer: Expression) -> Iterator[Slip]:
    """The answer without one term of a sum inside it."""
    for place in places(answer):
        added = terms(place.part) if place.part is not answer else []
        for i, term in enumerate(added if len(added) > 1 else []):
            rest = summed(without(added, i))
            said = f"{_a('term', term.body)} is missing beside {shown(rest)}."
            yield Slip(place.put(rest), said)


def factor_missing(answer: Expression) -> Iterator[Slip]:
    """The answer without one of its factors, divisors or exponents."""
    for place in places(answer):
        taken = factors(place.part)
        for i, factor in enumerate(taken if is_product(place.part) else []):
            rest = multiplied(without(taken, i))
            if names_in(rest) or place.part is answer:
                yield Slip(place.put(rest), f"{_lacking(factor)} is missing{_at(rest, answer)}.")
        match place.part:
            case Binary("^", base, exponent) if not isinstance(exponent, Number):
                said = f"{_a('exponent', exponent)} is missing{_at(base, answer)}."
                yield Slip(place.put(base), said)


def symbol_missing(answer: Expression) -> Iterator[Slip]:
    """The answer without any of the factors that a symbol is in, and it alone."""
    for symbol in names_in(answer):
        said = f"All factors with {shown(Name(symbol))} are missing."
        yield Slip(_without_symbol(answer, symbol), said)


def _without_symbol(expression: Expression, symbol: Symbol) -> Expression:
    if is_sum(expression):
        added = terms(expression)
        return summed([one._replace(body=_without_symbol(one.body, symbol)) for one in added])
    kept = [one for one in factors(expression) if names_in(one.body) != [symbol]]
    return multiplied(
        [one._replace(body=_without_symbol(one.body, symbol)) for one in kept]
        if is_product(expression)
        else kept
    )


def _lacking(factor: Factor) -> str:
    divides = factor.inverse and names_in(factor.body)
    return _a("division by something" if divides else "factor", factor.body)


def _at(rest: Expression, answer: Expression) -> str:
    """Where; nowhere in particular if nothing but a number is left."""
    return f" at {shown(rest)}" if names_in(rest) and rest is not answer else ""


def _a(what: str, body: Expression, *, first: bool = True) -> str:
    article = "A" if first else "a"
    names = [shown(Name(symbol)) for symbol in names_in(body)]
    if not names:
        return f"{article} constant {what}"
    if what == "exponent":
        article += "n"
    return f"{article} {what} with {', '.join(names[:-1])}{' and ' if names[1:] else ''}{names[-1]}"
