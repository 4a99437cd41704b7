"""Wraps a formula that is written in one line."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.typeset.width import cell_width

_INDENT = 2
_EARLIEST = 0.2
"""The share of a line that must be filled before brackets count when choosing where to break."""
_STARTS_A_LINE = frozenset("=≤≥≠≈≡∼∝→∈+−·×|‖-*~") | {"<=", ">=", "!=", "~=", "->", "in", "||"}
"""Words that are better found at the start of a line than at its end; so are `∑ₜ` and its like."""


def wrap(line: str, width: int) -> list[str]:
    """`line` in pieces of at most `width` cells, broken outside of brackets where possible."""
    lines = []
    indent = 0
    while indent + cell_width(line) > width:
        end = _best_break(line, width - indent)
        lines.append(" " * indent + line[:end].rstrip())
        line = line[end:].lstrip()
        indent = min(_INDENT, width // 2)
    return [*lines, " " * indent + line]


def _best_break(line: str, width: int) -> int:
    """The index to break at: the blank in the fewest brackets, and of those the last."""
    blanks = list(_blanks(line, width))
    late = [blank for blank in blanks if blank[1] >= _EARLIEST * width] or blanks
    if not late:
        return _longest_prefix(line, width)
    return min(late, key=lambda blank: (blank[0], -blank[1]))[1]


def _blanks(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Bracket depth and index of each blank within reach that does not follow an operator."""
    depth = 0
    for i in range(min(len(line), _longest_prefix(line, width) + 1)):
        depth += (line[i] in "([{") - (line[i] in ")]}")
        if line[i] == " " and not _starts_a_line(line[:i].rpartition(" ")[2]):
            yield depth, i


def _starts_a_line(word: str) -> bool:
    return word in _STARTS_A_LINE or word.startswith(("∑", "∏", "∫", "sum_", "prod_", "int_"))


def _longest_prefix(line: str, width: int) -> int:
    """How many characters fit into `width` cells, at least one; marks stay with their letters."""
    end = 1
    while end < len(line) and cell_width(line[: end + 1]) <= width:
        end += 1
    return end
