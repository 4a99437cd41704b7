"""Slips among symbols: one that stands for another, and two that have changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from tutor.course.formula.causes.slip import Kind, Slip, shown
from tutor.course.formula.expression import Binary, Call, Expression, Name, Number
from tutor.course.formula.parts import ONE, exchanged, factors, names_in, places
from tutor.course.formula.spelling import key, spelling
from tutor.course.question import Symbol


def swapped(given: Expression) -> Iterator[Slip]:
    """Two symbols that have changed places all over the formula."""
    for one, other in combinations(names_in(given), 2):
        mended = exchanged(given, {one: Name(other), other: Name(one)})
        yield Slip(mended, f"{shown(Name(one))} and {shown(Name(other))} are swapped.")


def mistaken(symbols: Mapping[str, Symbol]) -> Kind:
    """A symbol in the place of another, everywhere or once."""

    def slips(given: Expression) -> Iterator[Slip]:
        stand = [place for place in places(given) if isinstance(place.part, Name)]
        for one in names_in(given):
            here = [place for place in stand if place.part == Name(one)]
            for other in symbols.values():
                if other == one:
                    continue
                yield Slip(exchanged(given, {one: Name(other)}), _said(one, other))
                for number, place in enumerate(here if len(here) > 1 else []):
                    said = _said(one, other, _nth(number, len(here)))
                    yield Slip(place.put(Name(other)), said, broadly=_said(one, other, "one "))

    return slips


def remainder(given: Expression) -> Iterator[Slip]:
    """`ᾱ` in the place of `1 − ᾱ`, or the other way round, everywhere or once."""
    for symbol in names_in(given):
        share = Name(symbol)
        if _is_share(share) and sum(place.part == share for place in places(given)) > 1:
            mended = exchanged(given, {symbol: Binary("-", ONE, share)})
            yield Slip(mended, f"{_mixed(share)} are swapped.")
    for place in places(given):
        if _is_share(place.part) and place.around != Binary("-", ONE, place.part):
            mended = place.put(Binary("-", ONE, place.part))
            where = "" if place.part is place.around else f" in {shown(place.around)}"
            yield Slip(mended, f"{_mixed(place.part)} are mixed up{where}.")
        match place.part:
            case Binary("-", left, right) if left == ONE and _is_share(right):
                yield Slip(place.put(right), f"{_mixed(right)} are mixed up.")


def everywhere(given: Expression) -> Iterator[Slip]:
    """A symbol in the place of its root or its square, all over the formula."""
    for symbol in names_in(given):
        name = Name(symbol)
        for mended, belongs in (
            (Call("sqrt", name), "square root"),
            (Binary("^", name, Number("2")), "square"),
        ):
            said = f"{shown(name)} stands where its {belongs} belongs."
            yield Slip(exchanged(given, {symbol: mended}), said)
    shares = [symbol for symbol in names_in(given) if _is_share(Name(symbol))]
    if len(shares) > 1:
        mended_all = exchanged(given, {one: Binary("-", ONE, Name(one)) for one in shares})
        said = " and ".join(shown(Name(one)) for one in shares)
        yield Slip(mended_all, f"{said} are mixed up with what remains of 1.")


def _mixed(share: Expression) -> str:
    return f"{shown(share)} and {shown(Binary('-', ONE, share))}"


def _is_share(part: Expression) -> bool:
    """Whether it lies between 0 and 1: a symbol that does, or a product of them."""
    if isinstance(part, Name):
        return part.symbol.low >= 0 and part.symbol.high <= 1
    taken = factors(part)
    return len(taken) > 1 and all(not one.inverse and _is_share(one.body) for one in taken)


def _said(one: Symbol, other: Symbol, which: str = "") -> str:
    """which: of several that are written."""
    name = f"{which}{shown(Name(one))}"
    if _letter(one) != _letter(other):
        return f"{name[0].upper()}{name[1:]} stands where another symbol belongs."
    if {_index(one), _index(other)} == {"t", "t-1"}:
        return f"The index of {name} is one step off."
    return f"The index of {name} is wrong."


def _nth(number: int, of: int) -> str:
    if number == of - 1:
        return "the last "
    names = ("first", "second", "third", "fourth")
    return f"the {names[number]} " if number < len(names) else "one "


def _letter(symbol: Symbol) -> tuple[str, str]:
    name = spelling(symbol.name)
    return key(name)[:2] if name else (symbol.name, "")


def _index(symbol: Symbol) -> str:
    name = spelling(symbol.name)
    return key(name).below if name else ""
