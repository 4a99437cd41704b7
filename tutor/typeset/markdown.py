"""Replaces the formulas in Markdown text.

A dollar sign is one only where Pandoc thinks so: an opening one has no blank after it, a closing
one has none before it and no digit after it; in code, dollar signs are what they are.
"""

from __future__ import annotations

import re

from tutor.typeset.errors import LatexError, error_at
from tutor.typeset.line import ascii, inline  # noqa: A004 - read as `typeset.ascii`
from tutor.typeset.parser import parse
from tutor.typeset.width import cell_width

_PARTS = re.compile(
    r"""
    ^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^`\n]*\n
      (?: (?:.*\n)*? [ ]{0,3}(?P=fence)[`~]*[ ]*(?:\n|\Z) | [\s\S]* )
    | (?P<ticks>`++) (?:(?!\n[ \t]*\n)[\s\S])*? (?<!`) (?P=ticks) (?!`)
    | (?P<escaped>\\[\s\S])
    | (?P<dollars>\$\$?) (?=\S) (?P<latex>(?:[^$\\`\n]|\\[\s\S]|`|\n(?![ ]*\n))+?) (?<=\S)
      (?P=dollars) (?![0-9])
    """,
    re.MULTILINE | re.VERBOSE,
)
_HELD = 30
_SIGNIFICANT = re.compile(r"[\\`*_\[\]<>|~&$]|^[+#=-]")


def prose(text: str, *, plain: bool = False, blank: str = " ") -> str:
    r"""Markdown with its formulas written in one line.

    plain: for text that is read as it stands, in ASCII; otherwise formulas are Unicode, and what
    Markdown would take for its own is escaped.
    blank: what is written for a blank in a formula of at most 30 cells, to keep it in one line.
    Raises LatexError with the place in `text`.
    """

    def replaced(match: re.Match[str]) -> str:
        if match["latex"] is None:
            return match[0][1:] if plain and match["escaped"] == r"\$" else match[0]
        written = _written(text, match, plain=plain)
        return written.replace(" ", blank) if cell_width(written) <= _HELD else written

    return _PARTS.sub(replaced, text)


def formulas_in(text: str) -> list[str]:
    """The LaTeX of every formula in Markdown, without its dollar signs."""
    return [match["latex"] for match in _PARTS.finditer(text) if match["latex"]]


def _written(text: str, match: re.Match[str], *, plain: bool) -> str:
    try:
        node = parse(match["latex"])
    except LatexError as error:
        raise _moved(text, match, error) from None
    return ascii(node) if plain else _SIGNIFICANT.sub(r"\\\g<0>", inline(node))


def _moved(text: str, match: re.Match[str], error: LatexError) -> LatexError:
    """The error with its place counted in the whole text."""
    lines = match["latex"].splitlines(keepends=True)
    offset = match.start("latex") + sum(map(len, lines[: error.line - 1])) + error.column - 1
    return error_at(text, offset, str(error), error.hint)
