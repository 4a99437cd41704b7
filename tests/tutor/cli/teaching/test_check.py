from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.tutor.cli.conftest import Tutor

LESSON = "---\ntitle: One\nminuts: 1\n---\n\n## A\n\nRead this.\n"
UNUSED = "lost: {title: t, why: w, see: 01_one#a}\n"
SCHEMA = Path(__file__).parents[4] / "docs" / "schemas" / "check.schema.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "misconceptions.yaml").write_text("{}\n", encoding="utf-8")
    (lessons / "01_one.md").write_text(LESSON, encoding="utf-8")
    return tmp_path / "course"


@pytest.fixture
def sound(folder: Path) -> Path:
    text = LESSON.replace("minuts", "minutes")
    (folder / "lessons" / "01_one.md").write_text(text, encoding="utf-8")
    return folder


def test_faults_are_printed_with_place_and_hint(tutor: Tutor, folder: Path) -> None:
    ran = tutor("course", "check", str(folder))

    assert ran.code == 2
    assert ran.out == (
        "error: course/lessons/01_one.md:3: the front matter has an unknown key `minuts`\n"
        "  hint: did you mean `minutes`?\n"
        "1 error, 0 warnings\n"
    )


def test_faults_are_there_for_programs(tutor: Tutor, folder: Path) -> None:
    (folder / "lessons" / "misconceptions.yaml").write_text(UNUSED, encoding="utf-8")

    ran = tutor("course", "check", str(folder), "--json")

    assert ran.code == 2
    found = json.loads(ran.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert found == {
        "schema": 1,
        "sound": False,
        "errors": [
            {
                "path": "course/lessons/01_one.md",
                "line": 3,
                "what": "the front matter has an unknown key `minuts`",
                "hint": "did you mean `minutes`?",
            }
        ],
        "warnings": [
            {
                "path": "course/lessons/misconceptions.yaml",
                "line": 1,
                "what": "nothing refers to `lost`",
                "hint": "let an option, a wrong form or a known mistake refer to it",
            }
        ],
        "unchanged": [],
    }


def test_a_fault_of_no_line_has_none(tutor: Tutor, folder: Path) -> None:
    (folder / "lessons" / "course.yaml").unlink()

    ran = tutor("course", "check", str(folder), "--json")

    found = json.loads(ran.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert found["errors"][1]["what"] == "this file is missing"
    assert found["errors"][1]["line"] is None


def test_errors_stand_below_the_warnings(tutor: Tutor, folder: Path) -> None:
    (folder / "lessons" / "misconceptions.yaml").write_text(UNUSED, encoding="utf-8")

    ran = tutor("course", "check", str(folder))

    kinds = [line.partition(":")[0] for line in ran.out.splitlines()]
    assert kinds == ["warning", "  hint", "error", "  hint", "1 error, 1 warning"]


def test_a_sound_course_is_said_to_be_sound(tutor: Tutor, sound: Path) -> None:
    ran = tutor("course", "check", str(sound))

    assert ran.code == 0
    assert ran.out == "the course is sound\n"


def test_it_is_said_what_was_not_proven_again(tutor: Tutor, sound: Path) -> None:
    tutor("course", "check", str(sound))

    again = tutor("course", "check", str(sound))
    as_json = tutor("course", "check", str(sound), "--json")

    assert again.out == (
        "the course is sound (1 part unchanged since the last check; `--all` proves it again)\n"
    )
    assert json.loads(as_json.out)["unchanged"] == ["lessons/01_one"]


def test_all_is_proven_again_when_asked_for(tutor: Tutor, sound: Path) -> None:
    tutor("course", "check", str(sound))

    ran = tutor("course", "check", str(sound), "--all")

    assert ran.out == "the course is sound\n"


def test_what_is_kept_lies_in_the_folder_for_caches(
    tutor: Tutor, sound: Path, tmp_path: Path
) -> None:
    tutor("course", "check", str(sound))

    (kept,) = (tmp_path / ".cache").rglob("*.json")
    assert kept.name == "01_one.json"
