"""Which symbols of a question are meant by a name."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.course.formula.errors import FormulaError
from tutor.course.formula.expression import Constant, Expression, Name
from tutor.course.formula.spelling import Key, Spelling, key, spelling
from tutor.course.names import joined, nearest
from tutor.course.question import Symbol

_CONSTANTS = ("pi", "e")
_LONGEST_RUN = 24
"""Letters; longer runs of names are not taken apart."""


class Vocabulary:
    """The symbols of a question, and the constants, under all of their names."""

    def __init__(
        self, symbols: Mapping[str, Symbol], offered: Mapping[str, Symbol] | None = None
    ) -> None:
        """offered: those that may be named as advice; all if not given."""
        self._symbols = tuple(symbols.values())
        self._offered = self._symbols if offered is None else tuple(offered.values())
        self.pictures = {one.show: Name(one) for one in self._symbols if _is_picture(one.show)}
        """Of what is shown but spells no name, as `Σβ`."""
        self._meanings: dict[Key, Expression] = {}
        for spelled in (_by_name, _by_show, _run_together):
            for symbol in self._symbols:
                if found := spelled(symbol):
                    self._meanings.setdefault(key(found), Name(symbol))
        for name in _CONSTANTS:
            self._meanings.setdefault(Key(name, "", ""), Constant(name))

    def meaning(self, name: Spelling) -> Expression | None:
        """What a name stands for; none if it is unknown.

        A symbol that is the only one of its letter may be written without its subscript.
        """
        wanted = key(name)
        if wanted.accent == "tilde" and wanted not in self._meanings:
            wanted = wanted._replace(accent="bar")  # α̃ is what some authors write for ᾱ
        if wanted in self._meanings or wanted.below:
            return self._meanings.get(wanted)
        alike = {m for k, m in self._meanings.items() if k[:2] == wanted[:2]}
        return alike.pop() if len(alike) == 1 else None

    def product(self, text: str) -> list[Expression] | None:
        """The names that `text` runs together; none if there is not exactly one way to part it."""
        if len(text) > _LONGEST_RUN or not text.replace("_", "").isalnum():
            return None
        ways: list[list[list[Expression]]] = [[[]]]
        for end in range(1, len(text) + 1):
            pieces = [(ways[at], self._exact(text[at:end])) for at in range(end)]
            found = [[*way, name] for before, name in pieces if name for way in before]
            ways.append(found[:2])
        return ways[-1][0] if len(ways[-1]) == 1 else None

    def _exact(self, text: str) -> Expression | None:
        name = spelling(text)
        return self._meanings.get(key(name)) if name and text != "e" else None

    def advice(self, text: str) -> str:
        """What may have been meant by a name that nobody declared."""
        name = spelling(text)
        alike = [] if name is None else [one.name for one in self._offered if _is_like(one, name)]
        names = {name: symbol.name for symbol in self._offered for name in _all_names(symbol)}
        if not alike and (near := nearest(text, names)):
            alike = [names[near]]
        if alike:
            return f"did you mean {joined([f'`{one}`' for one in alike], 'or')}?"
        if not self._offered:
            return "write a number, as `0.25`, `1/4` or `2e-3`"
        return f"use {joined([f'`{symbol.name}`' for symbol in self._offered], 'or')}"


def _is_like(symbol: Symbol, name: Spelling) -> bool:
    """Whether only the subscript differs."""
    spellings = (_by_name(symbol), _by_show(symbol))
    return any(one is not None and key(one)[:2] == key(name)[:2] for one in spellings)


def _is_picture(shown: str) -> bool:
    try:
        return bool(shown) and spelling(shown) is None
    except FormulaError:
        return False


def _by_name(symbol: Symbol) -> Spelling | None:
    return spelling(symbol.name)


def _by_show(symbol: Symbol) -> Spelling | None:
    try:
        return spelling(symbol.show)
    except FormulaError:  # it is drawn with characters that nobody types
        return None


def _run_together(symbol: Symbol) -> Spelling | None:
    """As `xt` for `x_t`."""
    return spelling(symbol.name.replace("_", ""))


def _all_names(symbol: Symbol) -> tuple[str, ...]:
    return symbol.name, symbol.name.replace("abar", "alpha_bar")
