"""Sets the lines of a derivation: formulas one below the other, and the reason of each.

Reasons stand beside the formulas where there is room for both, and under them where there is not.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tutor.typeset.breaking import ascii_block, block
from tutor.typeset.line import ascii, inline  # noqa: A004 - read as `typeset.ascii`
from tutor.typeset.markdown import formulas_in
from tutor.typeset.parser import parse
from tutor.typeset.width import cell_width

_GAP, _INDENT = 4, 6
_NARROWEST = 24
"""Cells in which a reason can still be read."""


class Written(NamedTuple):
    """A line of text."""

    formula: str
    """Padded, if a reason stands beside it."""
    reason: str


def derivation(
    rows: Sequence[tuple[str, str]], width: int, *, plain: bool = False
) -> list[Written]:
    """rows: the LaTeX of each line, and its reason in Markdown with `$…$`.

    Raises LatexError.
    """
    reasons = [_words(reason, plain=plain) for _, reason in rows]
    drawn = [_drawn(latex, width, plain=plain) for latex, _ in rows]
    column = max((cell_width(line) for lines in drawn for line in lines), default=0) + _GAP
    tall = any(len(lines) > 1 for lines in drawn)
    beside = not plain and width - column >= _NARROWEST
    written: list[Written] = []
    for lines, reason in zip(drawn, reasons, strict=True):
        if written and tall:
            written.append(Written("", ""))
        if beside:
            written += _beside(lines, textwrap.wrap(reason, width - column), column)
        else:
            written += [Written(line, "") for line in lines]
            written += _under(reason, width)
    return written


def _drawn(latex: str, width: int, *, plain: bool) -> list[str]:
    """A line that goes on starts with its sign; the others are indented as far."""
    goes_on = latex.startswith("=")
    node = parse(latex)
    lines = ascii_block(node, width - 2) if plain else block(node, width - 2)
    return lines if goes_on else [f"  {line}" for line in lines]


def _beside(lines: Sequence[str], reason: Sequence[str], column: int) -> Iterator[Written]:
    """The reason starts level with the sign."""
    level = next((i for i, line in enumerate(lines) if line.startswith("=")), len(lines) // 2)
    aligned = [""] * level + list(reason)
    for line, words in zip_longest(lines, aligned, fillvalue=""):
        padding = " " * (column - cell_width(line)) if words else ""
        yield Written(line + padding, words)


def _under(reason: str, width: int) -> Iterator[Written]:
    for words in textwrap.wrap(f"({reason})" if reason else "", width - _INDENT):
        yield Written(" " * _INDENT, words)


def _words(reason: str, *, plain: bool) -> str:
    for latex in formulas_in(reason):
        node = parse(latex)
        reason = reason.replace(f"${latex}$", ascii(node) if plain else inline(node), 1)
    return reason
