"""Handing a submission over to Gradescope: `tutor grade --gradescope PATH`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor
from tutor.course.course import Exercise
from tutor.course.verdict import Finding, Status, Verdict
from tutor.grading.grader import Grader

BREAKS = "# breaks the grader\n"


@pytest.fixture(autouse=True)
def graded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file passes its one check, without being run, or blocks."""

    def grade(_: Grader, exercise: Exercise, source: str, **__: object) -> Verdict:
        status = Status.BLOCKED if source == BREAKS else Status.PASSED
        points = 0.0 if status is Status.BLOCKED else exercise.points
        found = Finding("right", status, points, out_of=exercise.points)
        return Verdict(exercise.slug, status, points, exercise.points, (found,))

    monkeypatch.setattr(Grader, "grade", grade)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a student handed in, without any of the tutor's own files."""
    (tmp_path / "submission").mkdir()
    return tmp_path / "submission"


@pytest.fixture
def results(tmp_path: Path) -> Path:
    return tmp_path / "results.json"


def test_without_a_name_every_exercise_counts_and_what_is_missing_is_not_started(
    tutor: Tutor, folder: Path, results: Path
) -> None:
    (folder / "cfg_combine.py").write_text("# mine\n", encoding="utf-8")
    inside = folder / "exercises" / "02_forward_process"
    inside.mkdir(parents=True)
    (inside / "alpha_bar.py").write_text("# mine\n", encoding="utf-8")

    ran = tutor("grade", "--gradescope", str(results), "--workspace", str(folder))

    tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    assert ran.code == 1
    scores = {test["name"]: test["score"] for test in tests}
    assert {name: score for name, score in scores.items() if "not started" not in name} == {
        "alpha_bar: right": 5.0,
        "cfg_combine: right": 5.0,
    }
    assert scores.keys() >= {"q_sample: not started", "capstone_sample: not started"}
    assert set(scores.values()) == {0.0, 5.0}


def test_a_submission_is_left_as_it_was(tutor: Tutor, folder: Path, results: Path) -> None:
    (folder / "cfg_combine.py").write_text("# mine\n", encoding="utf-8")

    tutor("grade", "--gradescope", str(results), "--workspace", str(folder))

    assert [path.name for path in folder.iterdir()] == ["cfg_combine.py"]


def test_only_what_is_named_counts(tutor: Tutor, folder: Path, results: Path) -> None:
    (folder / "cfg_combine.py").write_text("# mine\n", encoding="utf-8")

    ran = tutor("grade", "cfg_combine", "--gradescope", str(results), "--workspace", str(folder))

    assert ran.code == 0
    assert len(json.loads(results.read_text(encoding="utf-8"))["tests"]) == 1


def test_a_file_that_cannot_be_read_fails_and_the_others_are_graded(
    tutor: Tutor, folder: Path, results: Path
) -> None:
    (folder / "alpha_bar.py").write_bytes(b"# na\xefve\n")
    (folder / "cfg_combine.py").write_text("# mine\n", encoding="utf-8")

    ran = tutor("grade", "--gradescope", str(results), "--workspace", str(folder))

    tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    named = {test["name"]: test for test in tests}
    unread, guided = named["alpha_bar: Python can read your file"], named["cfg_combine: right"]
    assert ran.code == 1
    assert unread["output"].endswith("alpha_bar.py:1: this is not UTF-8 text")
    assert (unread["score"], unread["max_score"], guided["score"]) == (0.0, 5.0, 5.0)


def test_a_blocked_run_leaves_no_results(tutor: Tutor, folder: Path, results: Path) -> None:
    (folder / "alpha_bar.py").write_text("# mine\n", encoding="utf-8")
    (folder / "cfg_combine.py").write_text(BREAKS, encoding="utf-8")
    results.write_text('{"score": 9}', encoding="utf-8")

    ran = tutor("grade", "--gradescope", str(results), "--workspace", str(folder))

    assert ran.code == 3
    assert ran.err == (
        "error: no mark for Gradescope: `cfg_combine` could not be graded\n\n"
        "hint: mend what is reported as blocked, then run the autograder again\n"
    )
    assert not results.exists()


def test_a_folder_without_any_exercise_gives_no_zeros(
    tutor: Tutor, folder: Path, results: Path
) -> None:
    ran = tutor("grade", "--gradescope", str(results), "--workspace", str(folder))

    assert ran.code == 2
    assert ran.err == (
        f"error: no exercise was handed in at `{folder}`\n\n"
        "hint: name the folder with `--workspace`\n"
    )
    assert not results.exists()


def test_a_watch_writes_no_results(tutor: Tutor, folder: Path, results: Path) -> None:
    ran = tutor("grade", "--watch", "--gradescope", str(results), "--workspace", str(folder))

    assert ran.code == 2
    assert "error: a watch has no end to report at" in ran.err
