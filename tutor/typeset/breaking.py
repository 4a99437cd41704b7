"""Breaks a formula that is too wide into several lines.

Where a mathematician would: between formulas, before relations, before `+` and `−`, between
factors, always outside of brackets. What still does not fit is written in one line and wrapped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tutor.typeset import box
from tutor.typeset.box import Box
from tutor.typeset.line import ascii, inline  # noqa: A004 - read as `typeset.ascii`
from tutor.typeset.plane import draw
from tutor.typeset.symbols import SEPARATION
from tutor.typeset.tree import (
    Atom,
    Fence,
    Fraction,
    Grid,
    Node,
    Role,
    Root,
    Script,
    Space,
    children,
    role,
    row,
)
from tutor.typeset.wrapping import wrap

Nodes = list[Node]
Cut = Callable[[Nodes, int], bool]
"""Whether a line may end before the node at an index, which is not the first."""

_INDENT = 2
_TIMES = Atom("·", Role.BINARY)


def block(node: Node, width: int) -> list[str]:
    """The formula in two dimensions, in lines of at most `width` cells."""
    drawing = draw(node)
    if drawing.width > width:
        drawing = box.stacked(list(_broken(node, width)))
    return [line.rstrip() for line in drawing.lines]


def ascii_block(node: Node, width: int) -> list[str]:
    """The formula in ASCII words, in lines of at most `width` cells."""
    return wrap(ascii(node), width)


def _broken(node: Node, width: int) -> Iterator[Box]:
    """The lines of `node`; a formula that starts with a relation continues the one before."""
    column = 0
    for nodes in _formulas(node):
        continues = bool(nodes) and role(nodes[0]) is Role.RELATION
        yield from _fitted(nodes, width, column if continues else 0)
        if not continues:
            column = _relation_column(nodes) or _INDENT


def _formulas(node: Node) -> Iterator[Nodes]:
    """The rows of an `aligned`; the formulas that stand between wide blanks."""
    if isinstance(node, Grid) and node.form == "aligned":
        for cells in node.rows:
            yield [child for cell in cells for child in children(cell)]
        return
    nodes: Nodes = []
    for child in children(node):
        if isinstance(child, Space) and child.cells >= SEPARATION:
            yield nodes
            nodes = []
        else:
            nodes.append(child)
    yield nodes


def _fitted(nodes: Nodes, width: int, indent: int) -> list[Box]:
    """One formula in as many boxes, one under the other, as it takes."""
    for start in sorted({indent, min(indent, _INDENT)}, reverse=True):
        for cuts in _PLANS:
            for hang in (None, _INDENT):
                if lines := _laid(nodes, width, start, cuts, hang):
                    return lines
    return [box.text(line) for line in wrap(inline(row(nodes)), width)]


def _laid(
    nodes: Nodes, width: int, indent: int, cuts: Sequence[Cut], hang: int | None
) -> list[Box] | None:
    """`nodes` from column `indent` on, cut by the first of `cuts` first; none if too wide.

    hang: how far later lines go in; none: each stands under what it continues.
    """
    drawing = draw(row(nodes))
    if indent + drawing.width <= width:
        return [box.beside([box.blank(indent), drawing])]
    if not cuts:
        return None
    later = indent + _hanging(nodes, cuts[0], hang)
    lines: list[Box] = []
    for start, group in _filled(_pieces(nodes, cuts[0]), width, indent, later):
        laid = _laid(group, width, start, cuts[1:], hang)
        if laid is None:
            return None
        lines += laid
    return lines


def _filled(pieces: list[Nodes], width: int, indent: int, later: int) -> list[tuple[int, Nodes]]:
    """As many pieces in each line as fit, with the column where the line starts."""
    groups = [(indent, pieces[0])]
    for piece in pieces[1:]:
        start, group = groups[-1]
        if start + draw(row(group + piece)).width <= width:
            groups[-1] = (start, group + piece)
        else:
            groups.append((later, piece))
    return groups


def _pieces(nodes: Nodes, cut: Cut) -> list[Nodes]:
    pieces: list[Nodes] = [[]]
    for i, node in enumerate(nodes):
        if i and not isinstance(node, Space) and cut(nodes, i):
            implied = cut is _before_a_factor and role(node) is not Role.BINARY
            pieces.append([_TIMES] if implied else [])
        pieces[-1].append(node)
    return pieces


def _hanging(nodes: Nodes, cut: Cut, hang: int | None) -> int:
    """How far later lines go in: under the first relation, or under what follows it."""
    if cut is _after_a_comma:
        return 0
    if hang is not None:
        return hang
    column = _relation_column(nodes)
    if column is None:
        return _INDENT
    return column if cut in (_before_a_relation, _before_a_later_relation) else column + _INDENT


def _relation_column(nodes: Nodes) -> int | None:
    for i, node in enumerate(nodes):
        if role(node) is Role.RELATION:
            return draw(row(nodes[:i])).width + 1 if i else 0
    return None


# Where a line may end


def _after_a_comma(nodes: Nodes, i: int) -> bool:
    return role(_before(nodes, i)) is Role.PUNCTUATION


def _before_a_relation(nodes: Nodes, i: int) -> bool:
    return role(nodes[i]) is Role.RELATION and role(nodes[i - 1]) is not Role.RELATION


def _before_a_later_relation(nodes: Nodes, i: int) -> bool:
    """Not between the left-hand side and the first right-hand side."""
    earlier = any(role(node) is Role.RELATION for node in nodes[:i])
    return earlier and _before_a_relation(nodes, i)


def _before_a_term(nodes: Nodes, i: int) -> bool:
    """Not on the left-hand side."""
    node = nodes[i]
    if any(role(later) is Role.RELATION for later in nodes[i:]):
        return False
    return isinstance(node, Atom) and node.role is Role.BINARY and node.text in "+−±∓"


def _before_a_factor(nodes: Nodes, i: int) -> bool:
    """Only where two neighbours can be nothing but a product."""
    if role(nodes[i]) is Role.BINARY:
        return True
    left = _before(nodes, i)
    while isinstance(left, Script):
        left = left.base
    return isinstance(left, Fence | Fraction | Root) and role(nodes[i]) is Role.FACTOR


def _before(nodes: Nodes, i: int) -> Node:
    """The nearest node to the left that is not blank."""
    return next((node for node in nodes[i - 1 :: -1] if not isinstance(node, Space)), nodes[0])


_PLANS: tuple[tuple[Cut, ...], ...] = (
    (_after_a_comma, _before_a_later_relation, _before_a_term),
    (_after_a_comma, _before_a_relation, _before_a_term),
    (_after_a_comma, _before_a_later_relation, _before_a_term, _before_a_factor),
    (_after_a_comma, _before_a_relation, _before_a_term, _before_a_factor),
)
"""What may be cut; the first plan by which everything fits is taken."""
