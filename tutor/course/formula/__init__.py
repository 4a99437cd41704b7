"""Formulas typed by learners: read without evaluating anything, shown as read, and compared.

text ─ letters ─ lexer ─ vocabulary ─ reader ─► Expression ─► writer: show
                                                    ├──────► values, equality: same
                                                    └──────► proof (SymPy): proven_same
"""

from tutor.course.formula.equality import same
from tutor.course.formula.errors import FormulaError
from tutor.course.formula.expression import Expression
from tutor.course.formula.proof import proven_same, sympy_form
from tutor.course.formula.reader import read
from tutor.course.formula.writer import show

__all__ = ["Expression", "FormulaError", "proven_same", "read", "same", "show", "sympy_form"]
