from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor


def test_a_course_is_begun_checked_and_added_to(
    tutor: Tutor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tutor("course", "new", "mine")
    checked = tutor("course", "check", "mine")
    monkeypatch.chdir(tmp_path / "mine" / "lessons")
    more = tutor("course", "new", "--lesson", "More", "--exercise", "mix_in")

    assert new.out == (
        "mine/lessons/course.yaml\n"
        "mine/lessons/01_a_first_lesson.md\n"
        "\nsee what is due: tutor course check mine\n"
    )
    assert checked.out == "the course is sound\n"
    assert more.out == (
        "02_more.md\n"
        "../exercises/02_more/mix_in.py\n"
        "../solutions/02_more/mix_in.py\n"
        "../tests/exercises/02_more/test_mix_in.py\n"
        "misconceptions.yaml\n"
        "02_more.md\n"
        "\nsee what is due: tutor course check\n"
    )


def test_the_course_may_be_named_instead(tutor: Tutor, tmp_path: Path) -> None:
    tutor("course", "new", "mine")

    ran = tutor("course", "new", "--exercise", "mix_in", "--in", "1", "--course", "mine")

    assert ran.code == 0
    assert (tmp_path / "mine/exercises/01_a_first_lesson/mix_in.py").is_file()


def test_a_new_course_needs_a_folder(tutor: Tutor) -> None:
    ran = tutor("course", "new")

    assert ran.code == 2
    assert ran.err == (
        "error: a course needs a folder\n\nhint: name a new one, as `tutor course new my-course`\n"
    )


def test_nothing_is_added_to_the_course_that_ships(tutor: Tutor) -> None:
    ran = tutor("course", "new", "--exercise", "mix_in")

    assert ran.code == 2
    assert ran.err == (
        "error: you are in no course\n\n"
        "hint: change to the folder of yours, or name it: `--course DIR`\n"
    )
