"""Cells of a terminal."""

import pytest

from tutor.typeset import cell_width

TEXTS = {
    "ASCII": ("x + y", 5),
    "a composed letter": ("ᾱₜ", 2),
    "a combining mark": ("ε\u0302", 1),
    "mathematical letters": ("𝔼𝐱ℝ", 3),
    "wide characters": ("拡散", 4),
    "nothing": ("", 0),
}


@pytest.mark.parametrize(("text", "cells"), TEXTS.values(), ids=TEXTS)
def test_marks_take_no_cell_and_wide_characters_two(text, cells):
    assert cell_width(text) == cells
