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
    Space,
    children,
    role,
    row,
)

_OVERHANG = 2
"""How much wider a fraction's line is than what stands above and below it."""
_EXPECTATION = Atom("𝔼")
_LONGEST_INDEX = 8
"""Cells that an index may take before it is stacked below what it belongs to."""


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
        case Brace(body, label, over):
            return _brace(draw(body), _in_line(label), over=over)
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
    if node.limits or role(node) is Role.LARGE:
        return True
    if not isinstance(node.base, Atom) or node.above is not None:
        return False
    return node.base.text in LIMITS or _is_long_expectation(node)


def _is_long_expectation(node: Script) -> bool:
    """Whether what an expectation is over would push it far away from what it is of."""
    return node.base == _EXPECTATION and _in_line(node.below).width > _LONGEST_INDEX


def _large(node: Script) -> Box:
    """An operator with its limits above and below; several stand one under the other."""
    below = [] if node.below is None else _stacked(node.below)
    above = [] if node.above is None else _stacked(node.above)
    base = draw(node.base)
    height = sum(limit.height for limit in above)
    return box.over([*above, base, *below], baseline=height + base.baseline)


def _stacked(limit: Node) -> list[Box]:
    """A limit in one line, or each of its parts in one where it is long."""
    line = _in_line(limit)
    if line.width <= _LONGEST_INDEX:
        return [line]
    parts: list[list[Node]] = [[]]
    for node in children(limit):
        if role(node) is Role.PUNCTUATION:
            parts.append([])
        elif parts[-1] or not isinstance(node, Space):
            parts[-1].append(node)
    return [_in_line(row(part)) for part in parts if part]


def _in_line(node: Node | None) -> Box:
    return box.text("" if node is None else write(node, UNICODE, tight=True))


def _brace(body: Box, label: Box, *, over: bool) -> Box:
    width = max(body.width, 3)
    half = (width - 3) // 2
    left, middle, right = "╭┴╮" if over else "╰┬╯"
    brace = box.text(left + "─" * half + middle + "─" * (width - 3 - half) + right)
    if over:
        return box.over([label, brace, body], baseline=body.baseline + 2)
    return box.over([body, brace, label], baseline=body.baseline)


def _grid(node: Grid) -> Box:
    cells = [[draw(cell) for cell in cells] for cells in node.rows]
    if node.form == "matrix":
        return grid.matrix(cells)
    if node.form == "cases":
        return grid.cases(cells)
    leads = {role(_first(cell)) for cells in node.rows for cell in cells[1::2]}
    return grid.aligned(cells, gap=int(bool(leads & {Role.RELATION, Role.BINARY})))


def _first(node: Node) -> Node:
    """What stands leftmost at the top of `node`."""
    return next(iter(children(node)), node)
