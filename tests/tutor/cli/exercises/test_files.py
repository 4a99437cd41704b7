from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.learning.progress import Progress

ROOT = Path(__file__).parents[4]


@pytest.fixture
def q_sample(workspace: Path) -> Path:
    return workspace / "exercises" / "02_forward_process" / "q_sample.py"


def test_start_makes_a_workspace_and_says_where(
    tutor: Tutor, workspace: Path, q_sample: Path
) -> None:
    ran = tutor("start")

    assert ran.code == 0
    first, *folders, last = ran.out.splitlines()
    assert first == f"your workspace is `{workspace}`"
    assert "  exercises/02_forward_process  5 files" in folders
    assert "  exercises/00_orientation  1 file" in folders
    assert last == "open the course with `tutor`"
    assert q_sample.exists()


def test_start_in_another_course_says_how_to_open_that_one(tutor: Tutor) -> None:
    ran = tutor("start", "--course", str(ROOT))

    assert ran.out.splitlines()[-1] == f"open the course with `tutor --course {ROOT}`"


def test_start_again_touches_nothing(tutor: Tutor, q_sample: Path) -> None:
    tutor("start")
    q_sample.write_text("mine", encoding="utf-8")

    ran = tutor("start")

    assert ran.out.endswith("nothing was missing\n")
    assert q_sample.read_text(encoding="utf-8") == "mine"


def test_edit_opens_the_editor_on_the_file(
    tutor: Tutor, q_sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "an editor"
    editor.write_text('#!/bin/sh\necho "# $1" >> "$2"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"'{editor}' edited")

    ran = tutor("edit", "q_sample")

    assert ran.out == "grade it with `tutor grade q_sample`\n"
    assert q_sample.read_text(encoding="utf-8").endswith("# edited\n")


def test_edit_without_an_editor_says_what_to_do(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    ran = tutor("edit", "q_sample")

    assert ran.code == 2
    assert ran.err == (
        "error: no editor is set, and none of nano, vim and vi is installed\n\n"
        "hint: set `EDITOR`, or open the file in any editor: every save is graded\n"
    )


def test_an_editor_that_cannot_be_started_is_named(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")

    ran = tutor("edit", "q_sample")

    assert ran.code == 2
    assert ran.err == (
        "error: the editor `no-such-editor` cannot be started: no such file or directory\n\n"
        "hint: set EDITOR to a command that works in this terminal\n"
    )


LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def test_a_hint_that_is_asked_for_again_at_once_stays(tutor: Tutor) -> None:
    tutor("start")

    first, again = (tutor("hint", "q_sample").out for _ in range(2))

    waits = "\nthe next hint comes after your next attempt, or in 60 seconds\n"
    assert again == first + waits


def test_the_next_hint_comes_a_while_later_and_the_last_stays(
    tutor: Tutor, workspace: Path
) -> None:
    tutor("start")
    progress = Progress(workspace / ".tutor" / "progress.db", LONG_AGO)

    progress.record_hint("alpha_bar", 1, LONG_AGO)
    second = tutor("hint", "alpha_bar").out
    progress.record_hint("alpha_bar", 3, LONG_AGO)
    after_the_last = tutor("hint", "alpha_bar").out

    assert second.startswith("You need a running product of 1 - beta, not a running sum.")
    assert after_the_last.endswith("\nThere is no further hint.\n")


def test_reset_keeps_what_was_written(tutor: Tutor, q_sample: Path) -> None:
    tutor("start")
    q_sample.write_text("mine", encoding="utf-8")

    ran = tutor("reset", "q_sample")

    kept = ran.out.rstrip().rpartition("`")[0].rpartition("`")[2]
    assert Path(kept).read_text(encoding="utf-8") == "mine"
    assert ran.out.startswith(f"`{q_sample}` is the stub again\n")
    assert "NotImplementedError" in q_sample.read_text(encoding="utf-8")


def test_the_solution_is_for_those_who_passed_or_gave_up(tutor: Tutor) -> None:
    tutor("start")

    refused = tutor("solution", "q_sample")
    shown = tutor("solution", "q_sample", "--give-up")

    assert refused.code == 2
    assert refused.err == (
        "error: you have not passed `q_sample` yet\n\n"
        "hint: ask for a hint with `tutor hint q_sample`, "
        "or see the solution all the same with `--give-up`\n"
    )
    assert shown.code == 0
    assert "def q_sample(" in shown.out


def test_a_workspace_that_cannot_be_written_loses_nothing(tutor: Tutor, workspace: Path) -> None:
    workspace.write_text("a file in the way", encoding="utf-8")

    ran = tutor("start")

    assert ran.code == 2
    assert ran.err.startswith(f"error: the workspace `{workspace}` cannot be written: ")
    assert workspace.read_text(encoding="utf-8") == "a file in the way"
