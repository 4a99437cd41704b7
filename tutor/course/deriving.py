"""What the lines of a derivation are as formulas: written for a reader, and put in for a proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tutor.course import formula
from tutor.course.derivation import Derivation
from tutor.course.formula.parts import exchanged
from tutor.course.question import Symbol


class Row(NamedTuple):
    """A line as it is set."""

    latex: str
    reason: str


def rows(derivation: Derivation) -> Iterator[Row]:
    """The premises, then the lines. What cannot be read is set as it is written."""

    def latex(written: str) -> str:
        try:
            return formula.latex(formula.read(written, derivation.symbols))
        except formula.FormulaError:
            return rf"\text{{{re.sub(r'[^A-Za-z0-9 ()+*/.,-]', ' ', written)}}}"

    for premise in derivation.premises:
        yield Row(f"{latex(premise.name)} = {latex(premise.formula)}", premise.reason)
    for line in derivation.lines:
        if line.left and line.right:
            yield Row(f"{latex(line.left)} = {latex(line.right)}", line.reason)
        elif line.left:
            yield Row(latex(line.left), line.reason)
        else:
            yield Row(f"= {latex(line.right)}", line.reason)


def grounded(written: formula.Expression, derivation: Derivation) -> formula.Expression:
    """With every symbol that a premise explains replaced by what it stands for.

    A premise may use those before it. Raises FormulaError where one cannot be read.
    """
    known: dict[Symbol, formula.Expression] = {}
    for premise in derivation.premises:
        said = formula.read(premise.formula, derivation.symbols)
        known[derivation.symbols[premise.name]] = exchanged(said, known)
    return exchanged(written, known)
