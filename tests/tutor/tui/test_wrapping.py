import pytest
from textual.content import Content

from tutor.tui.wrapping import wrapped
from tutor.tui.writing import HELD

FORMULA = f"√ᾱₜ{HELD}x₀{HELD}+{HELD}√βₜ{HELD}ε"


@pytest.mark.parametrize(
    ("width", "lines"),
    [(18, ["so √ᾱₜ x₀ + √βₜ ε"]), (14, ["so", "√ᾱₜ x₀ + √βₜ ε"]), (9, ["so √ᾱₜ x₀", "+ √βₜ ε"])],
    ids=["where it fits", "in a line of its own", "else between its symbols"],
)
def test_a_formula_is_broken_only_where_it_has_to_be(width, lines):
    found = wrapped(Content(f"so {FORMULA}"), width)

    assert [line.plain.rstrip() for line in found] == lines
