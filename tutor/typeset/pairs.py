"""Finds, in a row of symbols, the brackets that belong together and the signs that are unary.

LaTeX says neither; the writers need both, to grow brackets, and to break lines outside of them.
"""

from __future__ import annotations

from tutor.typeset.tree import Atom, Fence, Node, Role, Script, Space, role, row

_BEFORE_A_SIGN = frozenset(
    {
        Role.BINARY,
        Role.RELATION,
        Role.OPEN,
        Role.PUNCTUATION,
        Role.FUNCTION,
        Role.LARGE,
        Role.SLASH,
        Role.SIGN,
    }
)


def paired(nodes: list[Node], *, continues: bool) -> Node:
    """`nodes` as one node; brackets without a partner stay as they are.

    continues: whether something stands to the left of the first.
    """
    levels: list[list[Node]] = [[]]
    opened: list[Atom] = []
    for node in nodes:
        bracket = _innermost(node)
        if bracket.role is Role.OPEN and node is bracket:
            opened.append(bracket)
            levels.append([])
        elif bracket.role is Role.CLOSE and opened:
            body = _finished(levels.pop())
            levels[-1].append(_fence(opened.pop().text, body, node))
        else:
            levels[-1].append(node)
    while opened:
        inner = levels.pop()
        levels[-1] += [opened.pop(), *inner]
    return _finished(levels[0], continues=continues)


def _finished(nodes: list[Node], *, continues: bool = False) -> Node:
    for bar in "‖|":
        nodes = _bars_paired(nodes, bar)
    return row(_signs_marked(nodes, continues=continues))


def _innermost(node: Node) -> Atom:
    while isinstance(node, Script):
        node = node.base
    return node if isinstance(node, Atom) else Atom("")


def _fence(left: str, body: Node, closing: Node) -> Node:
    """The fence that ends with `closing`, whose scripts become the fence's."""
    if isinstance(closing, Script):
        return Script(_fence(left, body, closing.base), closing.below, closing.above)
    return Fence(left, body, _innermost(closing).text)


def _bars_paired(nodes: list[Node], bar: str) -> list[Node]:
    """Bars in even number are brackets, `‖x‖`; others divide, `q(x|y)`, `KL(q‖p)`."""
    at = [i for i, node in enumerate(nodes) if _innermost(node) == Atom(bar, Role.BAR)]
    if not at:
        return nodes
    if len(at) % 2:
        # A norm divides loudly, a condition quietly.
        divider = Atom(bar, Role.RELATION if bar == "‖" else Role.BAR)
        return [divider if i in at else node for i, node in enumerate(nodes)]
    result = nodes[: at[0]]
    for k in range(0, len(at), 2):
        first, last = at[k], at[k + 1]
        result.append(_fence(bar, row(_signs_marked(nodes[first + 1 : last])), nodes[last]))
        result += nodes[last + 1 : at[k + 2] if k + 2 < len(at) else None]
    return result


def _signs_marked(nodes: list[Node], *, continues: bool = False) -> list[Node]:
    result: list[Node] = []
    previous: Role | None = Role.FACTOR if continues else None
    for node in nodes:
        signs = previous is None or previous in _BEFORE_A_SIGN
        if signs and isinstance(node, Atom) and node.role is Role.BINARY and node.text in "+−±∓":
            result.append(Atom(node.text, Role.SIGN))
        else:
            result.append(node)
        if not isinstance(node, Space):
            previous = role(result[-1])
    return result
