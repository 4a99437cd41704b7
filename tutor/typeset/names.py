"""Which symbols a formula uses, as a glossary would list them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tutor.typeset.alphabet import UNICODE
from tutor.typeset.line import write
from tutor.typeset.tree import (
    Accent,
    Atom,
    Brace,
    Fence,
    Fraction,
    Grid,
    Node,
    Role,
    Root,
    Row,
    Script,
)


class Named(NamedTuple):
    """A symbol where it is used."""

    base: str
    """In one line of Unicode, with its accent, as `ᾱ`."""
    below: str
    """Its index in one line, as `t−1`; may be empty."""
    letter: bool
    """Whether it is a letter, which means nothing by itself, and no word or sign."""
    within: tuple[str, ...] = ()
    """The bases of the symbols in whose index it stands, outermost first."""


def named(node: Node) -> Iterator[Named]:  # noqa: C901 - one case for each kind of node
    """Every symbol in reading order, as often as it is used; numbers and punctuation are none."""
    match node:
        case Atom() | Accent():
            yield from _symbol(node, None)
        case Script(base, below, above):
            yield from _symbol(base, below) if _is_symbol(base) else named(base)
            for part in (below, above):
                if part is not None:
                    outer = write(base, UNICODE) if part is below else None
                    for one in named(part):
                        yield one._replace(within=(outer, *one.within)) if outer else one
        case Row(nodes):
            yield from _all(nodes)
        case Fraction(top, bottom):
            yield from _all((top, bottom))
        case Root(body, degree):
            yield from _all((body,) if degree is None else (body, degree))
        case Fence(_, body, _) | Brace(body):
            yield from named(body)
        case Grid(rows):
            yield from _all(tuple(cell for cells in rows for cell in cells))


def _all(nodes: tuple[Node, ...]) -> Iterator[Named]:
    for node in nodes:
        yield from named(node)


def _is_symbol(node: Node) -> bool:
    return isinstance(node, Atom | Accent)


def _symbol(node: Node, below: Node | None) -> Iterator[Named]:
    base = write(node, UNICODE)
    if not any(character.isalpha() or character in "∇∅" for character in base):
        return
    core = node
    while isinstance(core, Accent):
        core = core.body
    if not isinstance(core, Atom):
        yield from named(core)
        return
    index = "" if below is None else write(below, UNICODE, tight=True)
    letter = core.role is Role.FACTOR and len(core.text) == 1 and core.text.isalpha()
    yield Named(base, index, letter)
