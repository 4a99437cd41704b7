"""LaTeX to text: parsed once, written in two dimensions, in one line, or in ASCII."""

from tutor.typeset.breaking import ascii_block, block
from tutor.typeset.derivation import derivation
from tutor.typeset.errors import LatexError
from tutor.typeset.line import ascii, inline  # noqa: A004 - read as `typeset.ascii`
from tutor.typeset.markdown import formulas_in, prose
from tutor.typeset.parser import parse
from tutor.typeset.spelling import spelt
from tutor.typeset.tree import Node
from tutor.typeset.width import cell_width

__all__ = [
    "LatexError",
    "Node",
    "ascii",
    "ascii_block",
    "block",
    "cell_width",
    "derivation",
    "formulas_in",
    "inline",
    "parse",
    "prose",
    "spelt",
]
