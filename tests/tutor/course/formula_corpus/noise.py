"""Texts that nobody would type: pieces of formulas without order, and right ones, damaged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

PIECES = [
    *("abar_t", "ᾱₜ", "x_0", "eps", "m", "s", "sqrt", "√", "²", "⁻¹", "ln", "e^", "2", "1e9", "."),
    *(r"\frac", r"\sqrt", r"\bar", r"\alpha", r"\left", "_", "__import__", "'", ";", "\x00", "х"),
    *"()[]{}+-*/^,=| \t",
]
DAMAGED = 0.5


def noise(count: int, seed: int, forms: Sequence[str]) -> Iterator[str]:
    """So many texts; half of them are `forms` with a piece put in or taken out."""
    chance = random.Random(seed)
    for _ in range(count):
        if chance.random() < DAMAGED:
            form = chance.choice(forms)
            cut = chance.randrange(len(form) + 1)
            yield form[:cut] + chance.choice(PIECES) + form[cut + chance.randrange(3) :]
        else:
            yield "".join(chance.choices(PIECES, k=chance.randrange(1, 30)))
