"""Grading a class: `tutor class grade`, `merge` and `mark`."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tutor.cli.classroom.conftest import Graded
from tests.tutor.cli.conftest import Tutor


def test_a_class_is_graded_into_a_gradebook(
    tutor: Tutor, school: Path, graded: Graded, points: Callable
) -> None:
    ran = tutor("class", "grade", str(school))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "2 graded now, 0 blocked, 0 still due\n"
        "3 learners, 1 exercise: all is in `graded`\n"
        "cyd: no exercise was handed in\n"
    )
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": None}
    assert sorted(graded) == ["right", "wrong"]


def test_what_is_right_and_wrong_is_found_by_running_it(
    tutor: Tutor, school: Path, course: Path, points: Callable
) -> None:
    right = (course / "solutions/01_jump/q_sample.py").read_text(encoding="utf-8")
    (school / "ada" / "q_sample.py").write_text(right, encoding="utf-8")
    (school / "bob" / "q_sample.py").write_text(right.replace("/", "*"), encoding="utf-8")
    (school / "cyd" / "q_sample.py").write_bytes(b"# na\xefve\n")

    ran = tutor("class", "grade", str(school), "--workers", "2")

    assert ran.code == 0
    assert ran.out.startswith("3 graded now, 0 blocked, 0 still due\n")
    assert ran.out.endswith("\ncyd/q_sample.py: this is no text in UTF-8\n")
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": 0.0}


def test_a_second_run_grades_only_what_is_new(
    tutor: Tutor, school: Path, graded: Graded, points: Callable
) -> None:
    tutor("class", "grade", str(school))
    (school / "cyd" / "q_sample.py").write_text("right", encoding="utf-8")
    (school / "bob" / "q_sample.py").write_text("mended", encoding="utf-8")
    graded.clear()

    tutor("class", "grade", str(school))

    assert graded == ["mended"]
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": 10.0}


def test_what_is_blocked_has_no_mark_and_all_others_have(
    tutor: Tutor, school: Path, graded: Graded, points: Callable
) -> None:
    (school / "cyd" / "q_sample.py").write_text("blocks", encoding="utf-8")

    ran = tutor("class", "grade", str(school))

    assert ran.code == 3
    assert ran.out.startswith("2 graded now, 1 blocked, 1 still due\n")
    assert ran.out.endswith("\ncyd/q_sample.py: no mark could be given: the grader is gone\n")
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": None}


def test_ctrl_c_leaves_a_gradebook_of_what_was_graded(
    tutor: Tutor, school: Path, graded: Graded, points: Callable
) -> None:
    tutor("class", "grade", str(school))
    (school / "cyd" / "q_sample.py").write_text("stops", encoding="utf-8")

    ran = tutor("class", "grade", str(school), "--workers", "1")

    assert ran.code == 130
    assert ran.out.startswith(
        "0 graded now, 0 blocked, 1 still due\nrun the same command again for what is due\n"
    )
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": None}


def test_a_mark_of_the_teacher_survives_every_grading(
    tutor: Tutor, school: Path, graded: Graded, points: Callable
) -> None:
    tutor("class", "grade", str(school))

    marked = tutor("class", "mark", "bob", "q_sample", "7.5", "--because", "by hand")
    (school / "bob" / "q_sample.py").write_text("right", encoding="utf-8")
    tutor("class", "grade", str(school))
    kept = points()
    taken_back = tutor("class", "mark", "bob", "q_sample", "none")

    assert marked.code == 0
    assert marked.out.startswith("folder/bob, q_sample: 7.5 of 10 points\n")
    assert taken_back.out.startswith("folder/bob, q_sample: what was graded counts again\n")
    assert kept == {"ada": 10.0, "bob": 7.5, "cyd": None}
    assert points() == {"ada": 10.0, "bob": 10.0, "cyd": None}


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("eve q_sample 5", "no learner is called `eve`", "see their ids in `gradebook.json`"),
        ("bob q_sample -1", "`-1` are no points", "write a number from 0, or `none`"),
        ("bob q_sample many", "`many` are no points", "write a number from 0, or `none`"),
        ("bob q_simple 5", "no exercise is called `q_simple`", "did you mean `q_sample`?"),
    ],
)
def test_a_mark_that_cannot_be_given_is_said(
    tutor: Tutor, school: Path, graded: Graded, line: str, message: str, hint: str
) -> None:
    tutor("class", "grade", str(school))

    ran = tutor("class", "mark", "--", *line.split())

    assert ran.code == 2
    assert ran.err == f"error: {message}\n\nhint: {hint}\n"


def test_a_mark_for_one_of_two_of_the_same_name_is_asked_for_anew(
    tutor: Tutor, school: Path, graded: Graded
) -> None:
    (school / "7").mkdir()
    (school / "roe_7_1_q_sample.py").write_text("right", encoding="utf-8")
    tutor("class", "grade", str(school))

    ran = tutor("class", "mark", "7", "q_sample", "5")

    assert ran.code == 2
    assert ran.err == ("error: several learners are called `7`\n\nhint: name one, as `canvas/7`\n")


def test_a_mark_needs_a_book(tutor: Tutor) -> None:
    ran = tutor("class", "mark", "bob", "q_sample", "5")

    assert ran.code == 2
    assert ran.err == (
        "error: there is no book at `graded/book.db`\n\n"
        "hint: grade first, or name its folder: `--to`\n"
    )


def test_shards_are_merged_into_one_gradebook(
    tutor: Tutor, school: Path, graded: Graded, points: Callable, tmp_path: Path
) -> None:
    for number in "123":
        tutor("class", "grade", str(school), "--shard", f"{number}/3", "--to", "parts")
    books = sorted(str(path) for path in (tmp_path / "parts").glob("book-*.db"))

    ran = tutor("class", "merge", *books)
    reports = [path.name for path in (tmp_path / "parts").glob("report-*.txt")]

    assert ran.code == 0
    assert sum(int(line.split()[1]) for line in ran.out.splitlines()[:3]) == 2
    assert sorted(graded) == ["right", "wrong"]
    assert sorted(reports) == [f"report-{number}-of-3.txt" for number in (1, 2, 3)]
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": None}


def test_a_machine_without_a_fence_grades_only_who_is_trusted(
    tutor: Tutor, school: Path, graded: Graded, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tutor.sandbox import isolation, profile

    monkeypatch.setattr(isolation, "strongest", lambda: profile.FILES)

    refused = tutor("class", "grade", str(school))
    trusted = tutor("class", "grade", str(school), "--trust-submissions")

    assert refused.code == 2
    assert refused.err == (
        "error: this machine cannot fence in what a class wrote: "
        "Landlock closes files; no seccomp: learners' code can start processes\n\n"
        "hint: see `tutor doctor` for more isolation, "
        "or trust them all with `--trust-submissions`\n"
    )
    assert trusted.code == 0
    assert len(graded) == 2


def test_a_name_that_is_a_formula_reaches_no_spreadsheet_alive(
    tutor: Tutor, school: Path, graded: Graded, tmp_path: Path
) -> None:
    for name in ("=cmd()", "+1", "-1", "@x", "\t=1"):
        (school / name).mkdir()
        (school / name / "q_sample.py").write_text("right", encoding="utf-8")

    tutor("class", "grade", str(school))

    with (tmp_path / "graded" / "canvas.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=cmd()" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_gradebook_of_canvas_is_filled_and_each_learner_has_a_page(
    tutor: Tutor, school: Path, graded: Graded, tmp_path: Path
) -> None:
    (school / "doe_7_9_q_sample.py").write_text("right", encoding="utf-8")
    export = tmp_path / "export.csv"
    export.write_text("Student,ID,Section,q_sample (5)\nJane,7,A,\n", encoding="utf-8")

    ran = tutor("class", "grade", str(school), "--fill", str(export))

    filled = tmp_path / "graded" / "filled-export.csv"
    assert filled.read_text(encoding="utf-8") == ("Student,ID,Section,q_sample (5)\nJane,7,A,10\n")
    assert "\nada: this learner is not in `export.csv`\n" in ran.out
    assert len(list((tmp_path / "graded" / "feedback").glob("*.html"))) == 4
    (page,) = (tmp_path / "graded" / "feedback").glob("bob-*.md")
    assert page.read_text(encoding="utf-8") == (
        "# bob\n\n**0 of 10 points**\n\n## q\\_sample: not right yet\n\n**0 of 10 points**\n\n"
        "- ✗ `right`\n\n```python\nwrong\n```\n"
    )


def test_who_is_missing_in_a_table_is_said_after_merging_and_marking(
    tutor: Tutor, school: Path, graded: Graded, tmp_path: Path
) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Student,ID,Section,q_sample (5)\nada,1,A,\n", encoding="utf-8")
    tutor("class", "grade", str(school), "--to", "part")

    merged = tutor("class", "merge", "part/book.db", "--fill", "export.csv")
    marked = tutor("class", "mark", "ada", "q_sample", "9", "--fill", "export.csv")

    missing = "bob: this learner is not in `export.csv`\n"
    assert [missing in ran.out for ran in (merged, marked)] == [True, True]


def test_a_table_that_cannot_be_filled_is_said_before_anything_is_graded(
    tutor: Tutor, school: Path, graded: Graded, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")

    ran = tutor("class", "grade", str(school), "--fill", "x.csv")

    assert ran.code == 2
    assert ran.err.startswith("error: `x.csv` is neither a gradebook of Canvas nor a grading")
    assert graded == []


def test_a_worksheet_for_other_points_costs_nobody_the_gradebook_and_the_report(
    tutor: Tutor, school: Path, graded: Graded, points: Callable, tmp_path: Path
) -> None:
    (school / "Zoe_7_assignsubmission_file_").mkdir()
    (tmp_path / "sheet.csv").write_text(
        "Identifier,Grade,Maximum Grade,Last modified (grade)\nParticipant 7,,100.00,-\n",
        encoding="utf-8",
    )

    ran = tutor("class", "grade", str(school), "--fill", "sheet.csv")

    assert ran.code == 2
    assert ran.err.startswith("error: `sheet.csv` has a maximum of 100.00, but the exercises are")
    assert points() == {"ada": 10.0, "bob": 0.0, "cyd": None, "7": None}
    assert "cyd: no exercise was handed in\n" in (tmp_path / "graded" / "report.txt").read_text(
        encoding="utf-8"
    )


def test_no_worker_at_all_is_refused(tutor: Tutor, school: Path, graded: Graded) -> None:
    ran = tutor("class", "grade", str(school), "--workers", "0")

    assert ran.code == 2
    assert ran.err == "error: 0 workers grade nothing\n\nhint: ask for one at least\n"


def test_where_nothing_grades_nothing_is_read(tutor: Tutor, school: Path, tmp_path: Path) -> None:
    ran = tutor("class", "grade", str(school), "--on", "k8s")

    assert ran.code == 2
    assert ran.err == (
        "error: nothing grades on `k8s`\n\n"
        "hint: write `local`, `cluster`, `slurm` or `dask:tls://HOST:PORT`\n"
    )
    assert not (tmp_path / "graded").exists()
