from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tutor.cli.conftest import Tutor


@pytest.fixture
def course(tutor: Tutor, tmp_path: Path) -> Path:
    """Two lessons, of which the first was saved last and is broken."""
    tutor("course", "new", "mine")
    tutor("course", "new", "--lesson", "Second", "--course", "mine")
    first = tmp_path / "mine" / "lessons" / "01_a_first_lesson.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("\\frac{1}{4}", "\\frc{1}{4}"), encoding="utf-8")
    os.utime(first.with_name("02_second.md"), (0, 0))
    return tmp_path / "mine"


def test_without_a_screen_the_lesson_saved_last_is_printed_with_its_faults(
    tutor: Tutor, course: Path
) -> None:
    ran = tutor("course", "preview", "--course", "mine")

    assert ran.code == 0
    assert ran.out.startswith("01  A first lesson\n")
    assert "> error in line 14: unknown command `\\frc` at column 15" in ran.out


def test_a_lesson_may_be_named(tutor: Tutor, course: Path) -> None:
    ran = tutor("course", "preview", "second", "--course", "mine")

    assert ran.out.startswith("02  Second\n")
    assert "error" not in ran.out


def test_a_name_that_no_lesson_has_is_told(tutor: Tutor, course: Path) -> None:
    ran = tutor("course", "preview", "third", "--course", "mine")

    assert ran.code == 2
    assert ran.err.startswith("error: no lesson is called `third`")
