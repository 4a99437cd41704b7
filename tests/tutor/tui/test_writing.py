import pytest

from tutor.course.verdict import Status
from tutor.tui.writing import CONSOLE, Glyphs, Writing, writing_for


def test_words_show_formulas_and_code_without_their_marks():
    words = Writing().words(r"so that $\sqrt{\bar\alpha_t}$ of `x_t` is **not** 1\*2")

    assert words.plain == "so that √ᾱₜ of x_t is not 1*2"


def test_the_linux_console_gets_formulas_in_ascii():
    writing = writing_for({"TERM": "linux"})

    assert writing.words(r"$\sqrt{\bar\alpha_t}$").plain == "sqrt(alpha_bar_t)"
    assert writing.formula(r"\frac{a}{b}", 60) == ["a/b"]


def test_a_formula_that_cannot_be_parsed_is_shown_as_it_is_written():
    assert Writing().formula(r"\nonsense{x}", 60) == [r"\nonsense{x}"]


@pytest.mark.parametrize("glyphs", [Glyphs(), CONSOLE], ids=["unicode", "console"])
def test_no_two_states_share_a_mark(glyphs):
    marks = [glyphs.passed, glyphs.failed, glyphs.open, glyphs.partly, glyphs.blocked]

    assert len(set(marks)) == 5


def test_the_mark_of_a_tally_says_all_some_or_none():
    writing = Writing()

    assert [writing.tally(done, 2) for done in (0, 1, 2)] == ["○", "◐", "✓"]


def test_what_was_never_tried_is_open():
    assert Writing().status(None) == Writing().status(Status.NOT_STARTED) == "○"
