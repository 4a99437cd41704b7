r"""What stands between `\begin` and `\end`: rows of cells."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.typeset.tokens import Token
from tutor.typeset.tree import Fence, Grid, Node, Row

if TYPE_CHECKING:
    from tutor.typeset.parser import Parser

_CELL_ENDS = ("&", "\\\\", "\\end")
_MATRICES = MappingProxyType({"matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]")})
"""The brackets of each."""


def environment(parser: Parser, command: Token) -> Node:
    r"""The rows between a `\begin` and the `\end` of the same name."""
    name = _name(parser, command)
    if name not in ("aligned", "cases", *_MATRICES):
        known = f"use `aligned`, `cases`, {', '.join(f'`{one}`' for one in _MATRICES)}"
        parser.cursor.fail(command.start, f"unknown environment `{name}`", known)
    rows = _rows(parser, command, name)
    end = parser.cursor.take()
    if (closing := _name(parser, end)) != name:
        parser.cursor.fail(end.start, f"`\\begin{{{name}}}` ends with `\\end{{{closing}}}`")
    if name not in _MATRICES:
        return Grid(rows, name)
    left, right = _MATRICES[name]
    return Fence(left, Grid(rows, "matrix"), right)


def _rows(parser: Parser, command: Token, name: str) -> tuple[tuple[Node, ...], ...]:
    r"""Up to the `\end`, which is left to be read."""
    rows = [[parser.row(*_CELL_ENDS)]]
    while parser.cursor.peek() != "\\end":
        if parser.cursor.at_end:
            missing = f"`\\begin{{{name}}}` has no `\\end{{{name}}}`"
            parser.cursor.fail(command.start, missing)
        if parser.cursor.take().text == "&":
            rows[-1].append(parser.row(*_CELL_ENDS, continues=True))
        else:
            rows.append([parser.row(*_CELL_ENDS)])
    if len(rows) > 1 and rows[-1] == [Row(())]:
        rows.pop()  # `\\` after the last row
    return tuple(map(tuple, rows))


def _name(parser: Parser, command: Token) -> str:
    brace = parser.cursor.take_for(command)
    if brace.text != "{":
        parser.cursor.fail(command.start, f"`{command.text}` has no name in braces")
    return parser.cursor.raw_group(brace).strip()
