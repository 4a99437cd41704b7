from pathlib import Path

import pytest

from tutor.course.course import Exercise
from tutor.course.solution import solution_text
from tutor.errors import TutorError


def exercise(root: Path) -> Exercise:
    return Exercise("double", "01_twice", 0, 10, (), root / "a", root / "solution.py", root / "c")


def test_a_solution_is_read(tmp_path):
    (tmp_path / "solution.py").write_text("ᾱ = 1\n", encoding="utf-8")

    assert solution_text(exercise(tmp_path)) == "ᾱ = 1\n"


def test_a_solution_that_was_kept_back_is_the_teachers(tmp_path):
    with pytest.raises(TutorError) as caught:
        solution_text(exercise(tmp_path))

    assert str(caught.value) == "the solution of `double` did not come with this course"
    assert caught.value.hint == "ask your teacher for it"
