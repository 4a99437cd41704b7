"""Draws a formula in two dimensions, at whatever width it takes."""

from __future__ import annotations

from functools import lru_cache

from tutor.typeset import box, grid
from tutor.typeset.alphabet import UNICODE
from tutor.typeset.box import Box
from tutor.typeset.brackets import bracket
from tutor.typeset.line import scripts, write
from tutor.typeset.spacing import placed
from tutor.typeset.symbols import LIMITS
from tutor.typeset.tree import (
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
    children,
    role,
)

_OVERHANG = 2
"""How much wider a fraction's line is than what stands above and below it."""


@lru_cache(maxsize=2048)  # breaking a formula draws its parts again and again
def draw(node: Node) -> Box:
    """The drawing, of which everything that fits in one line is written in one."""
    match node:
        case Row(nodes):
            return _row(nodes)
        case Fraction(top, bottom):
            return _fraction(draw(top), draw(bottom))
        case Fence(left, body, right):
            inside = draw(body)
            return box.beside([bracket(left, inside), inside, bracket(right, inside)])
        case Root():
            return _root(node)
        case Script():
            return _script(node)
        case Brace(body, label):
            return _brace(draw(body), box.text("" if label is None else write(label, UNICODE)))
        case Grid():
            return _grid(node)
        case _:
            return box.text(write(node, UNICODE))


def _row(nodes: tuple[Node, ...]) -> Box:
    boxes = []
    for item in placed(nodes, drawn=True):
        if item.gap:
            boxes.append(box.blank(item.gap))
        boxes.append(draw(item.node))
    return box.beside(boxes)


def _fraction(top: Box, bottom: Box) -> Box:
    width = max(top.width, bottom.width) + _OVERHANG
    return box.over([top, box.text("─" * width), bottom], baseline=top.height)


def _root(node: Root) -> Box:
    body = draw(node.body)
    if body.height == 1:
        return box.text(write(node, UNICODE))
    degree = "" if node.degree is None else write(node.degree, UNICODE, tight=True)
    root = box.text(UNICODE.root(degree))
    if isinstance(node.body, Fence):
        return box.beside([root, body])
    return box.beside([root, bracket("(", body), body, bracket(")", body)])


def _script(node: Script) -> Box:
    if _has_limits(node):
        return _large(node)
    base = draw(node.base)
    if base.height == 1:
        return box.text(write(node, UNICODE))
    if not isinstance(node.base, Fence):
        base = box.beside([bracket("(", base), base, bracket(")", base)])
    below, above = map(box.text, scripts(node, UNICODE))
    width = max(below.width, above.width)
    lines = [" " * width] * base.height
    lines[-1] = box.padded(below, width, 0.0).lines[0]
    lines[0] = box.padded(above, width, 0.0).lines[0]
    return box.beside([base, Box(tuple(lines), width, base.baseline)])


def _has_limits(node: Script) -> bool:
    if role(node) is Role.LARGE:
        return True
    return isinstance(node.base, Atom) and node.base.text in LIMITS and node.above is None


def _large(node: Script) -> Box:
    """An operator with its limits above and below."""
    lower, upper = (
        None if limit is None else box.text(write(limit, UNICODE, tight=True))
        for limit in (node.below, node.above)
    )
    parts = [upper, box.text(write(node.base, UNICODE)), lower]
    return box.over([part for part in parts if part is not None], baseline=int(upper is not None))


def _brace(body: Box, label: Box) -> Box:
    width = max(body.width, 3)
    half = (width - 3) // 2
    brace = box.text("╰" + "─" * half + "┬" + "─" * (width - 3 - half) + "╯")
    return box.over([body, brace, label], baseline=body.baseline)


def _grid(node: Grid) -> Box:
    cells = [[draw(cell) for cell in cells] for cells in node.rows]
    if node.cases:
        return grid.cases(cells)
    leads = {role(_first(cell)) for cells in node.rows for cell in cells[1::2]}
    return grid.aligned(cells, gap=int(bool(leads & {Role.RELATION, Role.BINARY})))


def _first(node: Node) -> Node:
    """What stands leftmost at the top of `node`."""
    return next(iter(children(node)), node)
