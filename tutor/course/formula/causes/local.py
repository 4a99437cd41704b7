"""Slips in one place: a sign, a root, a square, a number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tutor.course.formula.causes.slip import Slip, place_of, shown
from tutor.course.formula.expression import Binary, Call, Expression, Negative, Number
from tutor.course.formula.parts import (
    ONE,
    Factor,
    Place,
    factors,
    is_product,
    is_sum,
    multiplied,
    places,
    summed,
    terms,
    without,
)

_TWO = Number("2")
_MOST_PAIRED = 12
"""Places of which two may lack a root at once: the pairs grow with their square."""
_OTHER_FUNCTIONS = {"sin": "cos", "cos": "sin", "tan": "cot", "cot": "tan"}


def sign(given: Expression) -> Iterator[Slip]:
    """Of the whole, or of one term of a sum."""
    yield Slip(Negative(given), "The sign of the whole formula is wrong.")
    for place in places(given):
        added = terms(place.part)
        if len(added) < 2 and place.part is given:
            continue
        for i, term in enumerate(added if is_sum(place.part) else []):
            turned = [*added[:i], term._replace(negative=not term.negative), *added[i + 1 :]]
            where = "" if place.part is given else f" in {shown(place.part)}"
            yield Slip(
                place.put(summed(turned)),
                f"The sign of {shown(term.body)}{where} is wrong.",
                broadly=f"A sign in {shown(place.part)} is wrong.",
            )


def root(given: Expression) -> Iterator[Slip]:
    """One root that is missing, or is there and should not be."""
    for place in _lacking_a_root(given):
        said = f"The square root over {place_of(place)} is missing."
        yield Slip(place.put(Call("sqrt", place.part)), said)
    for mended, bare in _unrooted(given):
        yield Slip(mended, f"The square root over {shown(bare)} is too much.")


def two_roots(given: Expression) -> Iterator[Slip]:
    """Two at once: who forgets that weights are roots forgets it twice."""
    for first in islice(_lacking_a_root(given), _MOST_PAIRED):
        mended = first.put(Call("sqrt", first.part))
        for second in islice(_lacking_a_root(mended), _MOST_PAIRED):
            names = " and ".join(sorted([shown(first.part), shown(second.part)]))
            said = f"The square roots over {names} are missing."
            yield Slip(second.put(Call("sqrt", second.part)), said)
    for mended, one in islice(_unrooted(given), _MOST_PAIRED):
        for mended_twice, other in islice(_unrooted(mended), _MOST_PAIRED):
            names = " and ".join(sorted([shown(one), shown(other)]))
            yield Slip(mended_twice, f"The square roots over {names} are too much.")


def _lacking_a_root(given: Expression) -> Iterator[Place]:
    """A number has none in formulas; a power has its exponent; under a root stands one already."""
    for place in places(given):
        power = isinstance(place.part, Binary) and place.part.operator == "^"
        base = isinstance(place.around, Binary) and place.around.operator == "^"
        inside = place.part is not place.around and (base or isinstance(place.around, Call))
        if not (isinstance(place.part, Number) or power or inside):
            yield place


def _unrooted(given: Expression) -> Iterator[tuple[Expression, Expression]]:
    """With one root less, or one that leaves out a factor; and what it no longer stands over."""
    for place in places(given):
        match place.part:
            case Call("sqrt", argument):
                yield place.put(argument), argument
                taken = factors(argument)
                for i, factor in enumerate(taken if len(taken) > 1 else []):
                    rest = Factor(False, Call("sqrt", multiplied(without(taken, i))))
                    yield place.put(multiplied([rest, factor])), factor.body


def rootless(answer: Expression) -> Iterator[Slip]:
    """The answer without any root: of three and more, too."""
    yield Slip(_bare(answer), "All square roots are missing.")


def _bare(expression: Expression) -> Expression:
    match expression:
        case Call("sqrt", argument):
            return _bare(argument)
        case Call(function, argument):
            return Call(function, _bare(argument))
        case Negative(operand):
            return Negative(_bare(operand))
        case Binary(operator, left, right):
            return Binary(operator, _bare(left), _bare(right))
    return expression


def square(given: Expression) -> Iterator[Slip]:
    """One square that is missing, or is there and should not be."""
    for place in places(given):
        if not isinstance(place.part, Number):
            yield Slip(
                place.put(Binary("^", place.part, _TWO)),
                f"The square of {place_of(place)} is missing.",
            )
        if isinstance(place.part, Binary) and place.part.operator == "^":
            base, exponent = place.part.left, place.part.right
            name = "square" if exponent == _TWO else f"exponent {shown(exponent)}"
            yield Slip(place.put(base), f"The {name} of {shown(base)} is too much.")


def function(given: Expression) -> Iterator[Slip]:
    """A function that is another, is missing, or is there and should not be."""
    for place in places(given):
        if isinstance(place.part, Call):
            name, argument = place.part.function, place.part.argument
            if other := _OTHER_FUNCTIONS.get(name):
                said = f"`{name}` is the wrong function in {shown(place.part)}."
                yield Slip(place.put(Call(other, argument)), said)
            if name != "sqrt":
                yield Slip(place.put(argument), f"`{name}` is too much at {shown(argument)}.")
        if not isinstance(place.part, Number):
            for name, undone in (("log", "exp"), ("exp", "log")):
                if _is_call(place.part, undone) or _is_call(place.around, undone):
                    continue  # one is not missing, the other is too much
                said = f"`{name}` is missing at {place_of(place)}."
                yield Slip(place.put(Call(name, place.part)), said)


def number(given: Expression) -> Iterator[Slip]:
    """A factor 2 or 1/2 in some place."""
    for place in places(given):
        if isinstance(place.part, Number):
            continue
        if is_product(place.around) and place.part is not place.around:
            continue  # the product it is a factor of says the same
        for mended in (Binary("*", _TWO, place.part), Binary("/", place.part, _TWO)):
            said = f"The constant factor of {place_of(place)} is wrong."
            yield Slip(place.put(mended), said)


def one_off(given: Expression) -> Iterator[Slip]:
    """One more or one less in some place."""
    for place in places(given):
        if is_sum(place.around) and place.part is not place.around:
            continue  # the sum it is a term of says the same
        name = place_of(place)
        for operator in "+-":
            mended = place.put(Binary(operator, place.part, ONE))
            yield Slip(mended, f"{name[0].upper()}{name[1:]} is off by one.")


def _is_call(part: Expression, name: str) -> bool:
    return isinstance(part, Call) and part.function == name
