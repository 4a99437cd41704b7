"""`tutor course pack`."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tutor.cli.conftest import Tutor
from tests.tutor.handout.conftest import write_course
from tutor.course.reader import read_course
from tutor.handout.learners import learners_half
from tutor.handout.pack import write

LESSON = """---
title: One
---

## A

```quiz number id=half
How much is half of one?

answer: 1/2
because: Two of it are one.
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound course without exercises, so that nothing has to be run."""
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "01_one.md").write_text(LESSON, encoding="utf-8")
    return tmp_path / "course"


def test_learners_get_a_zip_beside_where_one_is(tutor: Tutor, folder: Path, tmp_path: Path) -> None:
    ran = tutor("course", "pack", str(folder), "--for", "learners")

    assert ran.code == 0
    assert re.fullmatch(
        "`course-learners.zip` has 3 files for learners\n"
        "the same again, once you have mended something: `--salt [0-9a-f]{16}`\n",
        ran.out,
    )
    with ZipFile(tmp_path / "course-learners.zip") as archive:
        assert b"Two of it" not in archive.read("lessons/01_one.md")


def test_a_salt_that_is_given_makes_the_same_pack(
    tutor: Tutor, folder: Path, tmp_path: Path
) -> None:
    for name in ("one.zip", "two.zip"):
        ran = tutor("course", "pack", str(folder), "--for", "learners", "--salt", "a", "--to", name)
        assert ran.out == f"`{name}` has 3 files for learners\n"

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_learners_open_what_they_got(tutor: Tutor, folder: Path) -> None:
    tutor("course", "pack", str(folder), "--for", "learners", "--to", "mine")

    ran = tutor("quiz", "1", "--course", "mine", stdin="0.25\n0.5\n")

    assert ran.code == 0
    assert "Not right." in ran.out
    assert "Two of it are one." in ran.out


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A course with an exercise, as a learner unpacked it."""
    whole = read_course(write_course(tmp_path / "whole"))
    write(learners_half(whole, "salt"), tmp_path / "mine")
    return tmp_path / "mine"


def test_a_function_that_is_right_so_far_is_not_graded_here(
    tutor: Tutor, mine: Path, workspace: Path
) -> None:
    tutor("start", "--course", "mine")
    file = workspace / "exercises" / "01_twice" / "double.py"
    file.write_text("def double(x, by=2):\n    return x * by\n", encoding="utf-8")

    ran = tutor("grade", "double", "--course", "mine")

    assert ran.code == 0
    assert ran.out == (
        "double: not graded here, and nothing is wrong so far\n"
        "  ✓ Your function can be called as it will be\n"
        "  ✓ Twice 1 is 2\n"
        "  ! The hidden checks\n\n"
        "The hidden checks:\n"
        "  your teacher has them: hand your file in\n\n"
    )
    assert "· double  not graded here\n" in tutor("list", "--course", "mine").out


def test_the_solution_did_not_come_along(tutor: Tutor, mine: Path) -> None:
    tutor("start", "--course", "mine")

    ran = tutor("solution", "double", "--give-up", "--course", "mine")

    assert ran.code == 2
    assert ran.err == (
        "error: the solution of `double` did not come with this course\n\n"
        "hint: ask your teacher for it\n"
    )


def test_a_course_with_faults_is_not_packed(tutor: Tutor, folder: Path, tmp_path: Path) -> None:
    lesson = folder / "lessons" / "01_one.md"
    lesson.write_text(LESSON.replace("1/2", "1,5"), encoding="utf-8")

    ran = tutor("course", "pack", str(folder), "--for", "learners")

    assert ran.code == 2
    assert ran.err.startswith("error: course/lessons/01_one.md:10: ")
    assert not (tmp_path / "course-learners.zip").exists()


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        pytest.param(
            ["--for", "gradescope", "--salt", "a"],
            "Gradescope gets no answers to seal",
            "leave `--salt` out",
            id="a salt for nothing",
        ),
        pytest.param(
            ["--for", "gradescope"],
            "this course has no exercise to grade",
            "begin one: `tutor course new --exercise NAME`",
            id="nothing to grade",
        ),
        pytest.param(
            ["--for", "github"],
            "this course has no exercise to grade",
            "begin one: `tutor course new --exercise NAME`",
            id="nothing to push",
        ),
        pytest.param(
            ["--for", "learners", "--to", "course"],
            "`course` is there already",
            "remove it, or name another with `--to PATH`",
            id="over the course itself",
        ),
        pytest.param(
            ["--for", "learners", "--salt", "a b"],
            "`a b` is no salt",
            "use up to 64 letters, digits, `.`, `_` and `-`",
            id="a salt with a blank",
        ),
    ],
)
def test_what_cannot_be_packed_is_told(
    tutor: Tutor, folder: Path, line: list[str], error: str, hint: str
) -> None:
    ran = tutor("course", "pack", str(folder), *line)

    assert ran.code == 2
    assert ran.err == f"error: {error}\n\nhint: {hint}\n"


def test_learners_get_every_exercise(tutor: Tutor, tmp_path: Path) -> None:
    write_course(tmp_path / "course")

    ran = tutor("course", "pack", "course", "--for", "learners", "--only", "double")

    assert ran.code == 2
    assert ran.err == "error: learners get every exercise\n\nhint: leave `--only` out\n"


def test_an_unknown_exercise_is_told_before_anything_is_proven(
    tutor: Tutor, tmp_path: Path
) -> None:
    write_course(tmp_path / "course")

    ran = tutor("course", "pack", "course", "--for", "gradescope", "--only", "doubel")

    assert ran.code == 2
    assert "hint: did you mean `double`?" in ran.err
