"""The characters of a formula, one by one: what they stand for, and which are refused.

Look-alikes are refused by name: a Cyrillic х in place of x would else be a wrong answer that
looks right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from tutor.course.formula.errors import FormulaError
from tutor.typeset import cell_width
from tutor.typeset.symbols import pairs

ACCENTED = "\ue000"
"""Stands for a letter with an accent, so that it is no part of a word."""

GREEK = MappingProxyType(
    pairs("""
        α alpha β beta γ gamma δ delta ε eps ϵ eps ζ zeta η eta θ theta κ kappa λ lambda μ mu ν nu
        ξ xi π pi ρ rho σ sigma ς sigma τ tau φ phi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta
        Θ Theta Λ Lambda Σ Sigma Φ Phi Ψ Psi Ω Omega
    """)
)
SUBSCRIPTS = MappingProxyType(
    dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx", strict=True))
)
SUPERSCRIPTS = MappingProxyType(dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True)))

_ACCENTS = {"\u0304": "bar", "\u0305": "bar", "\u0302": "hat", "\u0303": "tilde"}
_ALIKE = dict.fromkeys("·×⋅∙∗•", "*") | dict.fromkeys("−–‐‑", "-") | dict.fromkeys("÷∕⁄", "/")
_OTHERS = frozenset("√½¼¾") | GREEK.keys() | SUBSCRIPTS.keys() | SUPERSCRIPTS.keys()


class Letter(NamedTuple):
    """One character as it is read."""

    character: str
    """ASCII where there is a choice; `ACCENTED` if it has an accent."""
    column: int
    """Cells to its left."""
    base: str
    """The letter under the accent, or the character."""
    accent: str
    """`bar`, `hat`, `tilde` or nothing."""
    written: str
    """As it was typed."""


class Line(NamedTuple):
    """A formula as a row of letters."""

    text: str
    """One character for each letter."""
    letters: list[Letter]
    width: int
    """Cells in all."""

    def column(self, at: int) -> int:
        """Cells to the left of a letter, or of the end."""
        return self.letters[at].column if at < len(self.letters) else self.width


def line(text: str) -> Line:
    """`text` with marks joined to the letters before them.

    Raises FormulaError for a character that no formula needs.
    """
    letters = list(_letters(text))
    return Line("".join(letter.character for letter in letters), letters, cell_width(text))


def _letters(text: str) -> Iterator[Letter]:
    at = column = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        base, *marks = list(unicodedata.normalize("NFD", text[at:end]))
        yield _letter(base, marks, column, text[at:end])
        column += cell_width(text[at:end])
        at = end


def _letter(base: str, marks: list[str], column: int, written: str) -> Letter:
    base = " " if base.isspace() else _ALIKE.get(base, base)
    if not (base.isascii() and base.isprintable()) and base not in _OTHERS:
        raise FormulaError(f"{_named(base)} does not belong in a formula", column)
    if not marks:
        return Letter(base, column, base, "", written)
    if len(marks) > 1 or marks[0] not in _ACCENTS or not base.isalpha():
        raise FormulaError(f"the accent on `{base}` is not known here", column)
    return Letter(ACCENTED, column, base, _ACCENTS[marks[0]], written)


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    shown = f"`{character}`" if character.isprintable() else f"U+{ord(character):04X}"
    return f"{shown} ({name})"
