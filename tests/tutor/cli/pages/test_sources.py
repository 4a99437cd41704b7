"""`tutor sources`: what the lessons cite."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor

BIBLIOGRAPHY = """vincent-2011:
  authors: [Pascal Vincent]
  year: 2011
  title: A Connection
  at: Neural Computation 23
ho-2020:
  authors: [Jonathan Ho, Ajay Jain]
  year: 2020
  title: Denoising
  at: arXiv:2006.11239
"""
LESSON = "---\ntitle: {}\n---\n\n## Here\n\n{}\n"


@pytest.fixture
def sources(tutor: Tutor, tmp_path: Path) -> object:
    lessons = tmp_path / "course" / "lessons"
    lessons.mkdir(parents=True)
    for name, text in [
        ("01_one", "Ho and Jain 2020."),
        ("02_two", "Nothing."),
        ("03_three", "Ho and Jain 2020. Vincent 2011."),
    ]:
        (lessons / f"{name}.md").write_text(LESSON.format(name, text), encoding="utf-8")
    (lessons / "course.yaml").write_text("title: A course\n", encoding="utf-8")
    (lessons / "bibliography.yaml").write_text(BIBLIOGRAPHY, encoding="utf-8")
    return lambda *words: tutor("--course", str(tmp_path / "course"), "sources", *words)


def test_the_works_of_each_lesson_are_told(sources) -> None:
    assert sources().out == (
        "\n## 01 01_one\n"
        "  1. Jonathan Ho and Ajay Jain (2020). Denoising. arXiv:2006.11239\n"
        "\n## 03 03_three\n"
        "  1. Pascal Vincent (2011). A Connection. Neural Computation 23\n"
        "  2. Jonathan Ho and Ajay Jain (2020). Denoising. arXiv:2006.11239\n"
    )


def test_those_of_one_lesson_may_be_asked_for(sources) -> None:
    assert "Vincent" not in sources("1").out


def test_a_lesson_that_cites_nothing_says_so(sources) -> None:
    ran = sources("2")

    assert ran.code == 2
    assert ran.err == (
        "error: `02_two` cites no papers\n\nhint: declare them in lessons/bibliography.yaml\n"
    )
