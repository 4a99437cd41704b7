"""Slips in the order of operations: brackets, fractions, and roots and powers of sums."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from tutor.course.formula.causes.slip import Slip, shown
from tutor.course.formula.expression import Binary, Call, Expression
from tutor.course.formula.parts import (
    Factor,
    Place,
    Term,
    factors,
    is_product,
    multiplied,
    places,
    summed,
    terms,
    without,
)


def upside_down(given: Expression) -> Iterator[Slip]:
    """A fraction, or one factor of it, on the wrong side of the line."""
    for place in places(given):
        taken = factors(place.part)
        if not is_product(place.part):
            continue
        turned = [_turned(one) for one in taken]
        fraction = "The formula" if place.part is given else f"The fraction {shown(place.part)}"
        if len(taken) > 1:
            yield Slip(place.put(multiplied(turned)), f"{fraction} is upside down.")
        for i, factor in enumerate(taken):
            does, should = ("divides", "multiply") if factor.inverse else ("multiplies", "divide")
            mended = multiplied([*taken[:i], turned[i], *taken[i + 1 :]])
            said = f"{shown(factor.body)} {does} where it has to {should}."
            yield Slip(place.put(mended), said)
        yield from _pairs_turned(place, taken)


def _pairs_turned(place: Place, taken: list[Factor]) -> Iterator[Slip]:
    above = [i for i, one in enumerate(taken) if not one.inverse]
    below = [i for i, one in enumerate(taken) if one.inverse]
    for i, j in product(above, below) if len(taken) > 2 else ():
        mended = [_turned(one) if k in (i, j) else one for k, one in enumerate(taken)]
        fraction = multiplied([taken[i], taken[j]])
        said = f"The fraction {shown(fraction)} is upside down."
        yield Slip(place.put(multiplied(mended)), said)


def _turned(factor: Factor) -> Factor:
    return factor._replace(inverse=not factor.inverse)


def brackets(given: Expression) -> Iterator[Slip]:
    """A factor, divisor or root that reaches over one term where it should reach over the sum."""
    for place in places(given):
        added = terms(place.part)
        for i, term in enumerate(added if len(added) > 1 else []):
            yield from _over_the_sum(place, added, i, term)
            yield from _over_the_next(place, added, i, term)
        if is_product(place.part):
            yield from _over_one_term(place)
        if isinstance(place.part, Call) and len(terms(place.part.argument)) > 1:
            yield from _call_over_one_term(place, place.part)


def _over_the_sum(place: Place, added: list[Term], i: int, term: Term) -> Iterator[Slip]:
    taken = factors(term.body)
    for j, factor in enumerate(taken if is_product(term.body) else []):
        bare = term._replace(body=multiplied(without(taken, j)))
        inside = summed([*added[:i], bare, *added[i + 1 :]])
        mended = multiplied([Factor(False, inside), factor])
        does = "divide" if factor.inverse else "multiply"
        said = f"{shown(factor.body)} has to {does} the whole of {shown(inside)}."
        yield Slip(place.put(mended), said)
    if isinstance(term.body, Call):
        inside = summed([*added[:i], term._replace(body=term.body.argument), *added[i + 1 :]])
        mended = Call(term.body.function, inside)
        said = f"{_called(term.body)} has to reach over the whole of {shown(inside)}."
        yield Slip(place.put(mended), said)


def _over_the_next(place: Place, added: list[Term], i: int, term: Term) -> Iterator[Slip]:
    """`a/b + c` for `a/(b + c)`; and, in a sum of three and more, `a + b*c` for `(a + b)*c`."""
    taken = factors(term.body)
    for j, factor in enumerate(taken if is_product(term.body) else []):
        if i + 1 < len(added) and factor.inverse:
            inside = summed([Term(False, factor.body), _seen_from(term, added[i + 1])])
            body = multiplied([*without(taken, j), Factor(True, inside)])
            mended = summed([*added[:i], term._replace(body=body), *added[i + 2 :]])
            yield Slip(place.put(mended), f"Brackets are missing around {shown(inside)}.")
        for k, other in enumerate(added if len(added) > 2 else []):
            if k != i:
                body = multiplied([Factor(False, other.body), factor])
                mended = summed([*added[:k], other._replace(body=body), *added[k + 1 :]])
                does = "divide" if factor.inverse else "multiply"
                said = f"{shown(factor.body)} has to {does} {shown(other.body)}, too."
                yield Slip(place.put(mended), said)


def _seen_from(term: Term, other: Term) -> Term:
    return other._replace(negative=other.negative != term.negative)


def _over_one_term(place: Place) -> Iterator[Slip]:
    taken = factors(place.part)
    for (i, one), (j, other) in ((a, b) for a in enumerate(taken) for b in enumerate(taken)):
        added = terms(other.body)
        if i == j or other.inverse or len(added) < 2:
            continue
        for k, term in enumerate(added):
            body = multiplied([Factor(False, term.body), one])
            inside = summed([*added[:k], term._replace(body=body), *added[k + 1 :]])
            mended = multiplied([*without(taken, i, j), Factor(False, inside)])
            does = "divide" if one.inverse else "multiply"
            said = f"{shown(one.body)} has to {does} {shown(term.body)} alone."
            yield Slip(place.put(mended), said)


def _call_over_one_term(place: Place, call: Call) -> Iterator[Slip]:
    added = terms(call.argument)
    for i, term in enumerate(added):
        body = Call(call.function, term.body)
        mended = summed([*added[:i], term._replace(body=body), *added[i + 1 :]])
        said = f"{_called(call)} has to reach over {shown(term.body)} alone."
        yield Slip(place.put(mended), said)


def distributed(given: Expression) -> Iterator[Slip]:
    """The root of a sum taken for the sum of the roots, and so for squares and the like."""
    for place in places(given):
        said = f"Brackets in {shown(place.part)}: what holds of a product does not hold of a sum."
        match place.part:
            case Call(name, argument) if len(added := terms(argument)) > 1:
                inner = [one._replace(body=Call(name, one.body)) for one in added]
                yield Slip(place.put(summed(inner)), said)
            case Binary("^", base, exponent) if len(added := terms(base)) > 1:
                inner = [one._replace(body=Binary("^", one.body, exponent)) for one in added]
                yield Slip(place.put(summed(inner)), said)
        if outer := _gathered(terms(place.part)):
            yield Slip(place.put(outer), said)


def _gathered(added: list[Term]) -> Expression | None:
    """The root of the sum, for a sum of roots; none if it is none."""
    if len(added) < 2:
        return None
    inner: list[Term] = []
    for term in added:
        match term.body, added[0].body:
            case Call(name, argument), Call(first, _) if name == first:
                inner.append(term._replace(body=argument))
            case Binary("^", base, exponent), Binary("^", _, other) if exponent == other:
                inner.append(term._replace(body=base))
            case _:
                return None
    match added[0].body:
        case Call(name, _):
            return Call(name, summed(inner))
        case Binary(operator, _, exponent):
            return Binary(operator, summed(inner), exponent)
    return None


def operator(given: Expression) -> Iterator[Slip]:
    """A sum where a product belongs, a difference where a quotient does, or the reverse."""
    for place in places(given):
        added, taken = terms(place.part), factors(place.part)
        for i, j in combinations(range(len(added)), 2):
            pair, rest = [added[i], added[j]], without(added, i, j)
            name = "difference" if pair[1].negative else "sum"
            body = multiplied([Factor(one.negative, one.body) for one in pair])
            said = f"{shown(summed(pair))} is a {name}, and should be none."
            yield Slip(place.put(summed([*rest, Term(False, body)])), said)
        for i, j in combinations(range(len(taken)), 2) if is_product(place.part) else ():
            both, others = [taken[i], taken[j]], without(taken, i, j)
            name = "quotient" if both[1].inverse else "product"
            body = summed([Term(one.inverse, one.body) for one in both])
            said = f"{shown(multiplied(both))} is a {name}, and should be none."
            yield Slip(place.put(multiplied([*others, Factor(False, body)])), said)


def _called(call: Call) -> str:
    return "The square root" if call.function == "sqrt" else f"`{call.function}`"
