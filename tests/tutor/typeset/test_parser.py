"""What is read, and where and why reading fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.typeset import LatexError, ascii, block, cell_width, inline, parse  # noqa: A004 - read as `typeset.ascii`
from tutor.typeset.tree import Accent, Atom, Fence, Fraction, Role, Row, Script

REFUSED = {
    "nothing": ("", "the formula is empty", 1),
    "an unknown command": (r"x + \fraction{a}{b}", r"unknown command `\fraction`", 5),
    "half a fraction": (r"1 + \frac{a}", r"`\frac` lacks what it applies to", 5),
    "a script without content": ("x^", "`^` lacks what it applies to", 2),
    "two subscripts": ("a_b_c", "a second `_` on the same symbol", 4),
    "two superscripts": ("a^b^c", "a second `^` on the same symbol", 4),
    "an open brace": ("x_{t-1", "`{` has no `}`", 3),
    "a stray closing brace": ("x}", "`}` does not belong here", 2),
    "a left bracket without right": (r"2 \left( x", r"`\left` has no `\right`", 3),
    "a right bracket without left": (r"x \right)", r"`\right` does not belong here", 3),
    "a letter as bracket": (r"\left x", "`x` is no bracket", 7),
    "an unknown environment": (r"\begin{array}a\end{array}", "unknown environment `array`", 1),
    "an environment without a name": (r"\begin x", r"`\begin` has no name in braces", 1),
    "an open environment": (
        r"\begin{cases} a",
        r"`\begin{cases}` has no `\end{cases}`",
        1,
    ),
    "environments that cross": (
        r"\begin{cases} a \end{aligned}",
        r"`\begin{cases}` ends with `\end{aligned}`",
        17,
    ),
    "a cell outside of an environment": ("a & b", "`&` does not belong here", 3),
    "a row outside of an environment": (r"a \\ b", r"`\\` does not belong here", 3),
    "a lone backslash": ("a\\", r"`\` stands before nothing", 2),
    "a control character": ("a\x00", "the character U+0000 cannot be shown", 2),
    "a right-to-left mark": ("a\u200f", "the character U+200F cannot be shown", 2),
    "too many braces": ("{" * 50 + "}" * 50, "nested more than 40 deep", 41),
    "too many roots": (r"\sqrt" * 50 + "x", "nested more than 40 deep", 201),
}


@pytest.mark.parametrize(("latex", "message", "column"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_reported_where_it_stands(latex, message, column):
    with pytest.raises(LatexError) as caught:
        parse(latex)

    assert (str(caught.value), caught.value.column) == (message, column)


def test_an_error_in_a_later_line_says_which():
    with pytest.raises(LatexError) as caught:
        parse("a\n  + \\foo")

    assert (caught.value.line, caught.value.column) == (2, 5)


def test_the_nearest_command_is_suggested():
    with pytest.raises(LatexError) as caught:
        parse(r"\alhpa")

    assert caught.value.hint == r"did you mean `\alpha`?"


def test_a_command_like_no_other_gets_no_suggestion():
    with pytest.raises(LatexError) as caught:
        parse(r"\qqqqqq")

    assert caught.value.hint == ""


def test_an_unknown_environment_names_the_known_ones():
    with pytest.raises(LatexError) as caught:
        parse(r"\begin{array}\end{array}")

    assert caught.value.hint == "use `aligned`, `cases`, `matrix`, `pmatrix`, `bmatrix`"


def test_plain_brackets_that_belong_together_become_a_fence():
    node = parse("(x)^2")

    assert node == Script(Fence("(", Atom("x"), ")"), None, Atom("2"))


def test_brackets_of_an_interval_belong_together_though_they_differ():
    node = parse("[0,1)")

    assert isinstance(node, Fence)
    assert (node.left, node.right) == ("[", ")")


def test_a_bracket_without_partner_stays_a_symbol():
    node = parse("(x")

    assert node == Row((Atom("(", Role.OPEN), Atom("x")))


def test_two_bars_are_a_norm_and_one_divides():
    norm, divergence = parse(r"\|x\|"), parse(r"q \| p")

    assert norm == Fence("‖", Atom("x"), "‖")
    assert divergence == Row((Atom("q"), Atom("‖", Role.RELATION), Atom("p")))


def test_a_minus_is_a_sign_only_where_nothing_stands_to_its_left():
    node = parse("-a-b")

    assert node == Row(
        (Atom("−", Role.SIGN), Atom("a"), Atom("−", Role.BINARY), Atom("b")),
    )


def test_a_fraction_takes_single_digits_as_tex_does():
    assert parse(r"\frac12") == Fraction(Atom("1"), Atom("2"))


def test_an_accent_over_a_symbol_with_subscript_is_set_on_the_symbol():
    assert parse(r"\bar{x_t}") == Script(Accent("bar", Atom("x")), Atom("t"), None)


def test_an_accent_may_be_typed_as_a_character():
    assert parse("ᾱ_t") == parse(r"\bar\alpha_t")


COMMANDS = st.sampled_from(
    [r"\frac", r"\sqrt", r"\left", r"\right", r"\bar", r"\text", r"\sum", r"\underbrace", r"\\"]
)
ENVIRONMENTS = st.sampled_from(
    [r"\begin{aligned}", r"\end{aligned}", r"\begin{cases}", r"\end{cases}", r"\quad", r"\|"]
)
CHARACTERS = st.sampled_from("&_^{}()[]|'12.x+-=,/~éᾱ\u0302\u200b\\\n ")


@given(
    st.lists(COMMANDS | ENVIRONMENTS | CHARACTERS, max_size=25).map("".join),
    st.integers(20, 90),
)
def test_any_text_is_drawn_within_its_width_or_refused(latex, width):
    try:
        node = parse(latex)
    except LatexError:
        return

    lines = block(node, width)

    assert max(map(cell_width, lines)) <= width
    assert "\n" not in inline(node)
    assert ascii(node).isascii()
