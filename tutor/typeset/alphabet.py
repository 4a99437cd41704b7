"""How symbols, accents, scripts and roots are spelled in one line: in Unicode, and in ASCII."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from tutor.typeset.symbols import COMBINING, LETTERS, pairs

SUBSCRIPTS = dict(zip("0123456789+−=()ijkmnstx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₘₙₛₜₓ", strict=True))
# Only what counts or is taken a gradient by: θ and c do not exist, and p_u beside p_c, p_φ beside
# p_θ should look alike.
SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′∗⋆*",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′***",
        strict=True,
    )
)
_ASCII = (
    {text: name for name, text in reversed(LETTERS.items()) if not text.isascii()}
    | pairs("ε eps ∇ grad ∂ d ∞ inf ⊤ T ′ ' … ... ⋯ ... ∅ {}")
    | pairs("− - · * × x ± +- ∓ -+ ∗ * ⋆ * ─ - ⊙ .* ⊕ (+) ⊗ (x) ∘ o ∪ or ∩ and")
    | pairs("≤ <= ≥ >= ≠ != ≈ ~= ≡ == ∼ ~ ≃ ~= ∝ propto → -> ← <- ↦ -> ⇒ => ⇔ <=>")
    | pairs("∈ in ∉ notin ⊂ subset ≪ << ≫ >> ≔ := ≜ := ⊥ perp")
    | pairs("∑ sum ∏ prod ∫ int ‖ || ⟨ < ⟩ > ⌊ floor( ⌋ ) ⌈ ceil( ⌉ )")
)


@dataclass(frozen=True)
class Alphabet:
    """A way of spelling."""

    symbol: Callable[[str], str]
    accent: Callable[[str, str], str]
    """From what is under the accent and the accent's name."""
    below: Callable[[str, bool], str]
    """From a subscript in one line, and whether it is a word, how it follows its base."""
    above: Callable[[str, bool], str]
    """The same of a superscript."""
    root: Callable[[str], str]
    """From the degree, which is nothing for a square root, what stands before the body."""
    parenthesised_root: bool
    """Whether even a single symbol under a root is put in brackets."""
    spelled: bool
    """Whether symbols become words, so that neighbours need a blank between them."""


def _same(text: str) -> str:
    return text


def _marked(base: str, accent: str) -> str:
    text = unicodedata.normalize("NFC", base + COMBINING[accent])
    one_symbol = sum(not unicodedata.combining(character) for character in base) == 1
    return text if one_symbol else f"{accent}({base})"


def _subscript(text: str, word: bool) -> str:
    if not word and all(character in SUBSCRIPTS for character in text):
        return "".join(map(SUBSCRIPTS.__getitem__, text))
    return f"_{text}" if _is_short(text) else f"_{{{text}}}"


def _superscript(text: str, word: bool) -> str:
    if not word and all(character in SUPERSCRIPTS for character in text):
        return "".join(map(SUPERSCRIPTS.__getitem__, text))
    return f"^{text}" if _is_short(text) else f"^{_in_brackets(text)}"


def _is_short(text: str) -> bool:
    return (text.isascii() and text.isalpha()) or len(text) == 1


def _in_brackets(text: str) -> str:
    return text if text[:1] == "(" and text.find(")") == len(text) - 1 else f"({text})"


def _root(degree: str) -> str:
    return (_superscript(degree, False) if degree else "") + "√"


def _ascii_symbol(text: str) -> str:
    return "".join(map(_ascii_character, text))


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    plain = _ASCII.get(character) or unicodedata.normalize("NFKD", character)
    return plain.encode("ascii", "ignore").decode() or "?"


def _ascii_accent(base: str, accent: str) -> str:
    return f"{base}_{accent}" if base.isalnum() else f"{accent}({base})"


def _ascii_subscript(text: str, _: bool) -> str:
    return f"_{text}" if text.isalnum() else f"_{{{text}}}"


def _ascii_superscript(text: str, _: bool) -> str:
    if text.strip("'") == "":
        return text
    short = text.removeprefix("-").isalnum() or len(text) == 1
    return f"^{text}" if short else f"^{_in_brackets(text)}"


def _ascii_root(degree: str) -> str:
    return f"root_{degree}" if degree else "sqrt"


UNICODE = Alphabet(_same, _marked, _subscript, _superscript, _root, False, False)
ASCII = Alphabet(
    _ascii_symbol, _ascii_accent, _ascii_subscript, _ascii_superscript, _ascii_root, True, True
)
