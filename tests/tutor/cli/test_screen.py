from __future__ import annotations

import pytest

from tests.tutor.cli.conftest import Tutor


@pytest.mark.parametrize(
    ("term", "note"),
    [
        pytest.param("dumb", "`TERM=dumb` cannot place text on the screen", id="a dumb terminal"),
        pytest.param("xterm", "the screen needs UTF-8, and this terminal is set to `ascii`",
                     id="without Unicode"),
    ],
)  # fmt: skip
def test_where_no_screen_can_be_drawn_the_reason_is_said_and_the_lessons_are_told(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch, term: str, note: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("sys.__stderr__", AsciiTerminal())

    ran = tutor()

    assert ran.code == 0
    assert ran.err == f"note: {note}; what follows is text\n"
    assert "Lesson 02, The forward process" in ran.out


def test_what_was_asked_for_needs_no_note(tutor: Tutor, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tutor("--plain")

    assert (ran.code, ran.err) == (0, "")


class AsciiTerminal:
    encoding = "ascii"

    def isatty(self) -> bool:
        return True
