from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor

LESSON = "---\ntitle: One\nminuts: 1\n---\n\n## A\n\nRead this.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "misconceptions.yaml").write_text("{}\n", encoding="utf-8")
    (lessons / "01_one.md").write_text(LESSON, encoding="utf-8")
    return tmp_path / "course"


def test_faults_are_printed_with_place_and_hint(tutor: Tutor, folder: Path) -> None:
    ran = tutor("course", "check", str(folder))

    assert ran.code == 2
    assert ran.out == (
        "error: course/lessons/01_one.md:3: the front matter has an unknown key `minuts`\n"
        "  hint: did you mean `minutes`?\n"
        "1 error, 0 warnings\n"
    )


def test_faults_are_there_for_programs(tutor: Tutor, folder: Path) -> None:
    ran = tutor("course", "check", str(folder), "--json")

    assert ran.code == 2
    assert json.loads(ran.out)["faults"] == [
        {
            "path": "course/lessons/01_one.md",
            "line": 3,
            "what": "the front matter has an unknown key `minuts`",
            "hint": "did you mean `minutes`?",
            "warning": False,
        }
    ]


def test_a_sound_course_is_said_to_be_sound(tutor: Tutor, folder: Path) -> None:
    sound = LESSON.replace("minuts", "minutes")
    (folder / "lessons" / "01_one.md").write_text(sound, encoding="utf-8")

    ran = tutor("course", "check", str(folder))

    assert ran.code == 0
    assert ran.out == "the course is sound\n"
