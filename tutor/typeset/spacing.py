"""Where a blank stands between neighbours, in one line and in two dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.typeset.symbols import SEPARATION
from tutor.typeset.tree import (
    Atom,
    Brace,
    Fence,
    Fraction,
    Grid,
    Node,
    Role,
    Root,
    Script,
    Space,
    role,
)

FACTORS = frozenset({Role.FACTOR, Role.TEXT})
_TIGHT_AFTER = frozenset({Role.OPEN, Role.SLASH, Role.BAR})
_TIGHT_BEFORE = frozenset({Role.CLOSE, Role.SLASH, Role.BAR, Role.PUNCTUATION})
_LOOSE = frozenset({Role.BINARY, Role.RELATION})


class Placed(NamedTuple):
    """A node of a row and what it stands beside."""

    node: Node
    gap: int
    """Cells to leave before it."""
    before: Node | None
    """Its neighbour; none at an end of the row or beyond a wide blank."""
    after: Node | None


def placed(nodes: Sequence[Node], *, drawn: bool) -> Iterator[Placed]:
    """The nodes that are not blank.

    drawn: whether fractions are drawn, not written with a slash.
    """
    spaced = _spaced(nodes)
    for i, (wanted, node) in enumerate(spaced):
        before = spaced[i - 1][1] if i and wanted < SEPARATION else None
        next_gap, after = spaced[i + 1] if i + 1 < len(spaced) else (SEPARATION, None)
        natural = 0 if before is None else gap(before, node, drawn=drawn)
        indent = max(natural, wanted) if i else 0
        yield Placed(node, indent, before, after if next_gap < SEPARATION else None)


def _spaced(nodes: Sequence[Node]) -> list[tuple[int, Node]]:
    """Each node that is not blank, with the cells of the blanks before it."""
    result: list[tuple[int, Node]] = []
    cells = 0
    for node in nodes:
        if isinstance(node, Space):
            cells += node.cells
        else:
            result.append((cells, node))
            cells = 0
    return result


def gap(left: Node, right: Node, *, drawn: bool) -> int:
    """Cells between two neighbours, if the author wants no more."""
    before, after = role(left), role(right)
    if before is Role.RELATION and after is Role.RELATION:
        return 0
    if before is Role.PUNCTUATION:
        return 1
    if before in _TIGHT_AFTER or after in _TIGHT_BEFORE:
        return 0
    if before in _LOOSE or after in _LOOSE:
        return 1
    if before is Role.SIGN:
        return int(drawn and isinstance(right, Fraction))
    if before is Role.FUNCTION:
        return int(not _opens(right))
    if before is Role.LARGE or after in (Role.FUNCTION, Role.LARGE):
        return 1
    return int(_factors_apart(left, right, drawn=drawn))


def _factors_apart(left: Node, right: Node, *, drawn: bool) -> bool:
    """Whether two factors need a blank: roots and scripts end without a bracket."""
    if isinstance(left, Brace | Grid) or isinstance(right, Brace | Grid):
        return True
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        return drawn or not (_opens(right) or isinstance(_base(left), Fence))
    if isinstance(left, Root):
        return True
    if role(left) is Role.TEXT or role(right) is Role.TEXT:
        return not (_opens(right) or _has_blank(left, -1) or _has_blank(right, 0))
    return isinstance(left, Script) and not _opens(right)


def _opens(node: Node) -> bool:
    return isinstance(_base(node), Fence) or role(node) is Role.OPEN


def _base(node: Node) -> Node:
    while isinstance(node, Script):
        node = node.base
    return node


def _has_blank(node: Node, end: int) -> bool:
    return isinstance(node, Atom) and node.text[end : end + 1 or None].isspace()
