"""Derivations in lines: reasons beside the formulas, or under them."""

from tutor.typeset import derivation

ROWS = [
    (r"\alpha_2\,(1 - \alpha_1) + 1 - \alpha_2", "both noises"),
    (r"= 1 - \alpha_1\,\alpha_2", r"$\alpha_2$ cancels"),
]
FRACTIONS = [
    (r"\frac{x}{y}", ""),
    (r"= \frac{z}{y}", "renamed, which takes a few words more than fit into one line of it"),
]


def text(rows, width, **options):
    return [one.formula + one.reason for one in derivation(rows, width, **options)]


def test_reasons_stand_beside_the_formulas_where_there_is_room():
    assert text(ROWS, 60) == [
        "  α₂ (1 − α₁) + 1 − α₂    both noises",
        "= 1 − α₁ α₂               α₂ cancels",
    ]


def test_reasons_stand_under_the_formulas_where_there_is_not():
    assert text(ROWS, 40) == [
        "  α₂ (1 − α₁) + 1 − α₂",
        "      (both noises)",
        "= 1 − α₁ α₂",
        "      (α₂ cancels)",
    ]


def test_lines_of_several_rows_are_kept_apart_and_reasons_start_at_the_sign():
    assert text(FRACTIONS, 36) == [
        "   x",
        "  ───",
        "   y",
        "",
        "   z",
        "= ───    renamed, which takes a few",
        "   y     words more than fit into",
        "         one line of it",
    ]


def test_in_ascii_every_reason_stands_in_brackets_under_its_line():
    assert text(ROWS, 60, plain=True) == [
        "  alpha_2 (1 - alpha_1) + 1 - alpha_2",
        "      (both noises)",
        "= 1 - alpha_1 alpha_2",
        "      (alpha_2 cancels)",
    ]


def test_no_line_is_wider_than_it_may_be():
    assert all(len(line) <= 30 for line in text(ROWS + FRACTIONS, 30))
