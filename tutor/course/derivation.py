"""A derivation: a formula turned into another, line by line, each line with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.course.question import Symbol


@dataclass(frozen=True)
class Premise:
    """What a symbol stands for in this derivation."""

    name: str
    """One of the lesson's symbols."""
    formula: str
    reason: str
    line: int


@dataclass(frozen=True)
class Line:
    """One line: where a derivation sets out from, a step further, or an equation of its own."""

    left: str
    """Empty where the line goes on from the one before."""
    right: str
    """Empty where the line is the first and says only where to set out from."""
    reason: str
    """Markdown with inline `$…$`; empty only in the first line."""
    line: int


@dataclass(frozen=True)
class Derivation:
    """The lines between two fences."""

    id: str
    premises: tuple[Premise, ...]
    lines: tuple[Line, ...]
    symbols: Mapping[str, Symbol]
    """What its formulas may use."""
    line: int

    @property
    def result(self) -> str:
        """The formula that it arrives at; empty if it has no lines."""
        return (self.lines[-1].right or self.lines[-1].left) if self.lines else ""
