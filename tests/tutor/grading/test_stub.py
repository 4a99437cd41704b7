from __future__ import annotations

import pytest

from tutor.grading.stub import is_untouched, unreadable

STUB = '"""Double."""\n\n\ndef double(x):\n    """Twice x."""\n    raise NotImplementedError\n'


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        "# a comment\n" + STUB,
        STUB.replace("Twice x.", "I do not know yet."),
        STUB.replace('    """Twice x."""\n', ""),
        STUB.replace("\n\n\n", "\n"),
    ],
    ids=["as it came", "a comment", "another docstring", "no docstring", "fewer blank lines"],
)
def test_what_does_not_run_does_not_count_as_begun(source):
    assert is_untouched(source, STUB)


@pytest.mark.parametrize(
    "source",
    [
        STUB.replace("raise NotImplementedError", "return 2 * x"),
        STUB + "print(1)\n",
        STUB.replace("NotImplementedError", "ValueError"),
        "def double(x:\n",
    ],
    ids=["an answer", "a line more", "another exception", "a syntax error"],
)
def test_what_runs_counts_as_begun(source):
    assert not is_untouched(source, STUB)


def test_a_file_that_can_be_read_has_no_complaint():
    assert unreadable(STUB, "double.py") == ""


def test_the_caret_stands_under_the_fault():
    assert unreadable("def double(x):\n    return x ** ** 2\n", "double.py") == (
        "double.py:2: invalid syntax\n    return x ** ** 2\n                ^"
    )


def test_a_file_without_end_is_refused():
    assert unreadable("é" * 50_000 + "\n", "double.py") == (
        "your file has 100001 bytes, where 100000 are allowed"
    )


def test_a_line_too_long_to_show_is_only_numbered():
    assert unreadable("(" * 5000 + ")" * 5000, "double.py") == (
        "double.py:1: too many nested parentheses"
    )


def test_a_nul_character_is_told_at_its_line():
    assert unreadable("x = 1\ny = '\0'\n", "double.py") == (
        "double.py:2: a NUL character: delete it, or save the file as UTF-8 text"
    )


@pytest.mark.parametrize("source", ["-" * 99_000 + "1", "1" + "+1" * 49_000])
def test_a_file_nested_too_deeply_is_told(source):
    assert unreadable(source, "double.py") == (
        "double.py: Python cannot read this file: it is nested too deeply"
    )


def test_an_escape_sequence_in_a_line_that_python_cannot_read_is_made_visible():
    assert "\x1b" not in unreadable("x = \x1b[2J\n", "double.py")


def test_what_python_warns_of_is_no_complaint():
    assert unreadable("x = 1 is 1\n", "double.py") == ""


@pytest.mark.parametrize("source", ["\0", "-" * 99_000, "("], ids=["NUL", "nested", "open"])
def test_the_name_of_a_file_steers_no_terminal(source):
    assert "\x1b" not in unreadable(source, "\x1b[2J.py")
