"""Formulas inside of Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tutor.typeset import LatexError, inline, parse, prose

REPLACED = {
    "a formula": (r"The weight is $\sqrt{\bar\alpha_t}$.", "The weight is √ᾱₜ."),
    "two formulas": ("$a$ and $b$", "a and b"),
    "a displayed formula": ("$$a_t$$", "aₜ"),
    "a formula across a line": ("$a\n+ b$", "a + b"),
    "a subscript that Markdown would take": (r"$\varepsilon_\theta$", r"ε\_θ"),
    "a star that Markdown would take": ("$a * b$", "a ∗ b"),
    "a bar that a table would take": ("$p(x|y)$", r"p(x\|y)"),
    "a formula that looks like a heading": (r"$\#$", r"\#"),
    "a backtick in a formula's neighbourhood": ("a ` b $x$", "a ` b x"),
}
LEFT = {
    "a code span": "`$x$`",
    "a code span with two ticks": "`` ` $x$ ``",
    "a fence": "```python\nprint('$x$')\n```\n",
    "a fence of tildes": "~~~\n$x$\n~~~\n",
    "a fence without end": "```\n$x$ and $y$\n",
    "an escaped dollar sign": r"\$x\$",
    "sums of money": "from $5 to $6",
    "dollar signs with blanks inside": "a $ b $ c",
    "a dollar sign before a paragraph's end": "a $b\n\nc$ d",
}


@pytest.mark.parametrize(("text", "expected"), REPLACED.values(), ids=REPLACED)
def test_formulas_are_replaced(text, expected):
    assert prose(text) == expected


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_other_dollar_signs_are_left_alone(text):
    assert prose(text) == text


def test_plain_text_is_ascii_and_not_escaped():
    text = r"$\varepsilon_\theta(x_t)$ costs \$5"

    assert prose(text, plain=True) == "eps_theta(x_t) costs $5"


def test_an_error_is_placed_in_the_whole_text():
    with pytest.raises(LatexError) as caught:
        prose("first\nsecond $x$ $y + \\foo$")

    assert str(caught.value) == r"unknown command `\foo`"
    assert (caught.value.line, caught.value.column) == (2, 17)


MENACING = [
    "a*b",
    "p(x|y)",
    "<",
    "[0,1]",
    r"\_",
    r"\&",
    r"\&lt;",
    "~",
    "!",
    "#",
    "-",
    "+",
    "`",
    "1.",
]
FACTORS = st.sampled_from([r"\varepsilon_\theta", "x_{t,0}", r"\mu_{\text{a_b}}", *MENACING])


@given(st.lists(FACTORS, min_size=1, max_size=6).map(" ".join))
def test_markdown_shows_a_formula_as_it_is_written_in_one_line(latex):
    written = prose(f"so ${latex}$ it is")

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parseInline(written)
    shown = "".join(token.content for token in tokens[0].children or [])

    assert shown == f"so {inline(parse(latex))} it is"


def test_the_blanks_of_a_short_formula_can_be_held_together():
    text = prose("see $a + b$ and then $a + b + c + d + e + f + g + h + k$", blank="_")

    assert text == "see a_+_b and then a + b + c + d + e + f + g + h + k"
