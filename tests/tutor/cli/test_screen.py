from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor


def test_without_a_terminal_the_commands_are_named_and_nothing_is_made(
    tutor: Tutor, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.__stderr__", None)

    ran = tutor()

    assert ran.code == 2
    assert ran.err == (
        "error: the screen needs a terminal, and this is a pipe or a file\n\n"
        "hint: use `tutor list`, `tutor read LESSON` and `tutor grade EXERCISE`, "
        "which need no screen\n"
    )
    assert not workspace.exists()
