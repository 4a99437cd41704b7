from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tests.tutor.cli.forward import QUESTIONS, STEPS


def test_the_record_is_exported_as_json(tutor: Tutor, tmp_path: Path) -> None:
    tutor("start")
    tutor("quiz", "2", stdin="3!\nq\n")
    path = tmp_path / "mine.json"

    ran = tutor("export", "json", str(path))

    assert ran.out == f"your record, 1 entry long, is in `{path}`\n"
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert (whole["schema"], whole["course"]) == (1, "Diffusion models, built by you")
    (entry,) = whole["log"]
    assert (entry["kind"], entry["status"], entry["confidence"]) == ("answer", "passed", "sure")
    (review,) = whole["review"]
    assert (review["subject"], review["times"]) == (entry["subject"], 1)
    assert whole["misconceptions"] == {}


def test_the_questions_are_exported_for_anki(tutor: Tutor, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"

    ran = tutor("export", "anki", str(path))

    assert ran.code == 0
    assert ran.out.endswith(
        f" questions are in `{path}`: import it in Anki, now and when it changes\n"
    )
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("form", ["anki", "json"])
def test_a_place_that_cannot_be_written_is_named(tutor: Tutor, tmp_path: Path, form: str) -> None:
    tutor("start")
    path = tmp_path / "no" / "such" / "file"

    ran = tutor("export", form, str(path))

    assert ran.code == 2
    assert ran.err == (
        f"error: `{path}` cannot be written: no such file or directory\n\n"
        "hint: name a file that you may write\n"
    )


@pytest.fixture
def learned(tutor: Tutor, workspace: Path) -> Path:
    """A workspace with a record and a file of the learner's."""
    tutor("start")
    tutor("quiz", "2", stdin="3\nq\n")
    mine = workspace / "exercises" / "02_forward_process" / "q_sample.py"
    mine.write_text("mine", encoding="utf-8")
    return mine


@pytest.mark.parametrize("typed", ["", "y\n", "no\n"], ids=["nothing", "y", "no"])
def test_nothing_is_forgotten_that_was_not_agreed_to(
    tutor: Tutor, workspace: Path, learned: Path, typed: str
) -> None:
    ran = tutor("forget", stdin=typed)

    assert ran.code == 1
    assert ran.out.endswith("nothing was deleted\n")
    assert f"1 of {QUESTIONS} questions right" in tutor("list").out


@pytest.mark.parametrize(
    ("line", "typed"), [(["--yes"], ""), ([], "forget\n")], ids=["told not to ask", "agreed"]
)
def test_forgetting_deletes_the_record_and_leaves_what_the_learner_wrote(
    tutor: Tutor, workspace: Path, learned: Path, line: list[str], typed: str
) -> None:
    ran = tutor("forget", *line, stdin=typed)

    assert ran.code == 0
    assert f"`{workspace / '.tutor'}` will be deleted: " in ran.out
    assert ran.out.endswith("all of it is deleted\n")
    assert list((workspace / ".tutor").iterdir()) == []
    assert learned.read_text(encoding="utf-8") == "mine"
    assert f"0 of {QUESTIONS} questions right" in tutor("list").out


def test_a_walk_that_forgets_goes_on_with_a_fresh_record(tutor: Tutor, learned: Path) -> None:
    ran = tutor("--plain", stdin="forget --yes\n2\nq\n\nq\n")

    assert "all of it is deleted\n" in ran.out
    assert f"1 of {STEPS} steps read" in tutor("--plain", stdin="q\n").out


def test_without_a_workspace_there_is_nothing_to_forget(tutor: Tutor, workspace: Path) -> None:
    ran = tutor("forget", "--yes")

    assert ran.code == 2
    assert ran.err.startswith(f"error: there is no workspace at `{workspace}`\n")
