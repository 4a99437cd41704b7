from __future__ import annotations

import io
import os
import pty

import pytest

from tutor.cli import complain
from tutor.cli.lines import beside, fitted, room
from tutor.errors import TutorError


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("short", ["short"], id="what fits"),
        pytest.param("one two three four", ["one two three", "four"], id="between words"),
        pytest.param("  1. one two three", ["  1. one two", "     three"], id="under a word"),
        pytest.param("or `tutor list`: b", ["or", "`tutor list`:", "b"], id="a command whole"),
        pytest.param("`one two three four`", ["`one two three", "four`"], id="a longer command"),
        pytest.param("incomprehensibilities", ["incomprehensibilities"], id="a word too long"),
        pytest.param("    if a and b and c:", ["    if a and b and c:"], id="code"),
        pytest.param("one\n\ntwo", ["one", "", "two"], id="blank lines"),
    ],
)  # fmt: skip
def test_a_line_is_broken_between_words(text: str, lines: list[str]) -> None:
    assert fitted(text, 14).split("\n") == lines


def test_a_line_in_a_pipe_is_as_long_as_it_is() -> None:
    assert fitted("one two three four", None) == "one two three four"


def test_what_stands_beside_a_name_stays_beside_it() -> None:
    text = "bubblewrap hides files, network and other processes"

    assert beside("isolation ", text, 40) == (
        "isolation  bubblewrap hides files,\n           network and other processes"
    )
    assert beside("isolation ", text, None) == f"isolation  {text}"


def test_only_a_terminal_has_an_end_of_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, end = pty.openpty()

    with os.fdopen(end, "w") as terminal:
        assert room(terminal) == 60
    assert room(io.StringIO()) is None


def test_a_complaint_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tutor.cli.room", lambda _: 24)

    complain(TutorError("there is no lesson of that name", "run `tutor list` to see them"))

    assert capsys.readouterr().err == (
        "error: there is no\nlesson of that name\n\nhint: run `tutor list`\nto see them\n"
    )
