"""The parts of a formula, as its writers see them: what stands where, not how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Role(Enum):
    """What a symbol is to its neighbours, as in TeX's table of atoms."""

    FACTOR = auto()
    TEXT = auto()
    """A word; what stands next to it needs a blank."""
    FUNCTION = auto()
    """`log`, `min`: applies to what follows."""
    LARGE = auto()
    """`∑ ∏ ∫`: limits stand above and below."""
    SIGN = auto()
    """A `+` or `−` without a left side."""
    BINARY = auto()
    RELATION = auto()
    PUNCTUATION = auto()
    OPEN = auto()
    CLOSE = auto()
    SLASH = auto()
    BAR = auto()
    """`|` or `‖` until its partner is found."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One symbol, word or number."""

    text: str
    """Unicode, as it is written in one line."""
    role: Role = Role.FACTOR


@dataclass(frozen=True, slots=True)
class Space:
    """A blank that the author asked for."""

    cells: int


@dataclass(frozen=True, slots=True)
class Row:
    """Things side by side."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Accent:
    """A bar, hat, tilde or dot over something."""

    name: str
    body: Node


@dataclass(frozen=True, slots=True)
class Script:
    """Something with a subscript, a superscript or both; the limits of a large operator."""

    base: Node
    below: Node | None
    above: Node | None
    limits: bool = False
    """Whether the author wants them under and over the base, not behind it."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """One thing over another."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root:
    """A square root, or another when it has a degree."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Fence:
    """Something between brackets or bars that grow with it; an empty side is not drawn."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Brace:
    """Something with a labelled brace under or over it."""

    body: Node
    label: Node | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells."""

    rows: tuple[tuple[Node, ...], ...]
    form: str
    """`aligned` equations, the alternatives of `cases`, or a `matrix` without its brackets."""


Node = Atom | Space | Row | Accent | Script | Fraction | Root | Fence | Brace | Grid


def children(node: Node) -> tuple[Node, ...]:
    """The things side by side at the top of `node`."""
    return node.children if isinstance(node, Row) else (node,)


def row(nodes: list[Node] | tuple[Node, ...]) -> Node:
    """`nodes` as one node."""
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def role(node: Node) -> Role:
    """What `node` is to its neighbours; a script does not change that of its base."""
    while isinstance(node, Script):
        node = node.base
    return node.role if isinstance(node, Atom) else Role.FACTOR
