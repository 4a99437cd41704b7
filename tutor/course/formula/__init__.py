"""Formulas typed by learners: read without evaluating anything, shown as read, and compared.

text ─ letters ─ lexer ─ vocabulary ─ reader ─► Expression ─► writer: show
                                                    ├──────► tex: latex
                                                    ├──────► offered: what may be written
                                                    ├──────► values, digits, equality: same
                                                    ├──────► parts, causes: what is wrong with it
                                                    └──────► proof (SymPy): proven_same
"""

from tutor.course.formula.equality import same
from tutor.course.formula.errors import FormulaError
from tutor.course.formula.expression import Expression
from tutor.course.formula.offered import offered
from tutor.course.formula.proof import proven_same, sympy_form
from tutor.course.formula.reader import read
from tutor.course.formula.tex import latex
from tutor.course.formula.writer import show

__all__ = [
    "Expression",
    "FormulaError",
    "latex",
    "offered",
    "proven_same",
    "read",
    "same",
    "show",
    "sympy_form",
]
