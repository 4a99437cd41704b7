"""Writes a formula in one line, with the brackets that keep its meaning."""

from __future__ import annotations

from tutor.typeset.alphabet import ASCII, UNICODE, Alphabet
from tutor.typeset.spacing import FACTORS, Placed, placed
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
    Space,
    children,
    role,
)

_BINDS_FRACTION = FACTORS | {Role.SLASH, Role.FUNCTION, Role.LARGE}
_SPLITS = frozenset({Role.BINARY, Role.RELATION, Role.PUNCTUATION, Role.SLASH, Role.BAR})


def inline(node: Node) -> str:
    """One line of Unicode, such as `(1/√αₜ)(xₜ − ε)`."""
    return write(node, UNICODE).strip()


def ascii(node: Node) -> str:  # noqa: A001 - read as `typeset.ascii`
    """One line of ASCII words, such as `(1/sqrt(alpha_t))(x_t - eps)`."""
    return write(node, ASCII).strip()


def write(  # noqa: C901 - one case for each kind of node
    node: Node, alphabet: Alphabet, *, tight: bool = False
) -> str:
    """One line; tight: operators stand without blanks, as in a script."""
    match node:
        case Atom(text):
            return alphabet.symbol(text)
        case Row(nodes):
            return _row(nodes, alphabet, tight=tight)
        case Accent(name, body):
            return alphabet.accent(write(body, alphabet, tight=tight), name)
        case Script():
            return _script(node, alphabet, tight=tight)
        case Fraction(top, bottom):
            return _fraction(top, bottom, alphabet, tight=tight)
        case Root():
            return _root(node, alphabet, tight=tight)
        case Fence(left, body, right):
            inside = write(body, alphabet, tight=tight)
            return f"{alphabet.symbol(left)}{inside}{alphabet.symbol(right)}"
        case Brace(body, label):
            return _brace(body, label, alphabet)
        case Grid():
            return _grid(node, alphabet)
        case Space(cells):
            return " " * cells


def scripts(node: Script, alphabet: Alphabet) -> tuple[str, str]:
    """What stands below and above, spelled so that it can follow the base in one line."""
    below = "" if node.below is None else alphabet.below(*_of_script(node.below, alphabet))
    above = "" if node.above is None else alphabet.above(*_of_script(node.above, alphabet))
    return below, above


def _of_script(node: Node, alphabet: Alphabet) -> tuple[str, bool]:
    """A script's text, and whether it is a word, which is not set in tiny letters."""
    text = write(node, alphabet, tight=True)
    long_enough = 2 if role(node) in (Role.TEXT, Role.FUNCTION) else 3
    return text, text.isalpha() and len(text) >= long_enough


def _row(nodes: tuple[Node, ...], alphabet: Alphabet, *, tight: bool) -> str:
    written = ""
    for item in placed(nodes, drawn=False):
        text = write(item.node, alphabet, tight=tight)
        if isinstance(item.node, Fraction) and _is_bound(item):
            text = f"({text})"
        gap = 0 if tight and _is_loose(item) else item.gap
        if gap == 0 and alphabet.spelled and _would_merge(item, written, text):
            gap = 1
        written += " " * gap + text
    return written


def _is_bound(item: Placed) -> bool:
    """Whether a fraction has a factor beside it, or is what a function applies to."""
    beside = {role(one) for one in (item.before, item.after) if one is not None}
    return not beside.isdisjoint(_BINDS_FRACTION)


def _is_loose(item: Placed) -> bool:
    """Whether the blank before an item is only there to set off an operator."""
    return role(item.node) not in FACTORS or (
        item.before is not None and role(item.before) not in FACTORS
    )


def _would_merge(item: Placed, before: str, after: str) -> bool:
    """Whether two words would run together; letters set side by side, as `dx`, may."""
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    first = item.node.base if isinstance(item.node, Script) else item.node
    return not (_is_letter(item.before) and _is_letter(first))


def _is_letter(node: Node | None) -> bool:
    return isinstance(node, Atom) and len(node.text) == 1 and node.text.isascii()


def _script(node: Script, alphabet: Alphabet, *, tight: bool) -> str:
    base = write(node.base, alphabet, tight=tight)
    if isinstance(node.base, Row | Fraction | Root):
        base = f"({base})"
    below, above = scripts(node, alphabet)
    return base + below + above


def _fraction(top: Node, bottom: Node, alphabet: Alphabet, *, tight: bool) -> str:
    above, below = write(top, alphabet, tight=tight), write(bottom, alphabet, tight=tight)
    if isinstance(top, Fraction) or (isinstance(top, Row) and not _is_product(top, above)):
        above = f"({above})"
    if isinstance(bottom, Fraction) or (isinstance(bottom, Row) and not _is_differential(bottom)):
        below = f"({below})"
    return f"{above}/{below}"


def _is_product(node: Node, text: str) -> bool:
    """Whether `node` reads as one factor before a slash."""
    return not _splits_outside_brackets(text) and all(
        role(child) not in _SPLITS for child in children(node)
    )


def _is_differential(node: Row) -> bool:
    """Whether `node` is a single `dt` or `∂x`."""
    return node.children[:1] in ((Atom("d"),), (Atom("∂"),)) and len(node.children) == 2


def _splits_outside_brackets(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == " " and depth == 0:
            return True
    return False


def _root(node: Root, alphabet: Alphabet, *, tight: bool) -> str:
    body = write(node.body, alphabet, tight=tight)
    if alphabet.parenthesised_root or not _is_symbol(node.body):
        body = body if isinstance(node.body, Fence) else f"({body})"
    degree = "" if node.degree is None else write(node.degree, alphabet, tight=True)
    return alphabet.root(degree) + body


def _is_symbol(node: Node) -> bool:
    """Whether `node` can stand under a root without brackets."""
    if isinstance(node, Script):
        return node.above is None and _is_symbol(node.base)
    return isinstance(node, Atom | Accent)


def _brace(body: Node, label: Node | None, alphabet: Alphabet) -> str:
    written = write(body, alphabet)
    if any(role(child) in _SPLITS for child in children(body)):
        written = f"({written})"
    return written if label is None else f"{written} [{write(label, alphabet)}]"


def _grid(node: Grid, alphabet: Alphabet) -> str:
    if node.form == "matrix":
        return "; ".join(", ".join(write(c, alphabet) for c in row) for row in node.rows)
    rows = [" ".join(filter(None, (write(c, alphabet) for c in row))) for row in node.rows]
    if node.form == "cases":
        return f"{{{'; '.join(rows)}}}"
    written = rows[0]
    for cells, text in zip(node.rows[1:], rows[1:], strict=True):
        continued = not children(cells[0])
        written += f" {text}" if continued else f"; {text}"
    return written
