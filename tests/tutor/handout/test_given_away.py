"""Solutions that stand where learners read."""

from __future__ import annotations

import pytest

from tests.tutor.handout.conftest import SOLUTION
from tutor.course.course import Course
from tutor.handout.given_away import given_away
from tutor.handout.pack import text

BODY = "solved_secretly = x * by\n\n{}return solved_secretly\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SOLUTION, id="the whole file"),
        pytest.param(BODY.format(""), id="its lines alone"),
        pytest.param("def other():\n" + BODY.format("        "), id="indented otherwise"),
    ],
)
def test_a_solution_is_found_line_by_line(course: Course, content: str) -> None:
    pack = {"a.md": text("# A\n"), "b.py": text(content)}

    assert [*given_away(course, pack)] == [("b.py", "double")]


@pytest.mark.parametrize("content", ["", "return solved_secretly\n", "solved_secretly = x * by\n"])
def test_a_part_of_it_is_none(course: Course, content: str) -> None:
    assert [*given_away(course, {"a.md": text(content)})] == []


def test_what_is_no_text_is_not_looked_through(course: Course) -> None:
    assert [*given_away(course, {"tutor.whl": text(SOLUTION)})] == []


def test_a_solution_that_is_no_function_is_not_looked_for(course: Course) -> None:
    solution = course.exercises["double"].solution
    solution.write_text("double = lambda x: x\n", encoding="utf-8")

    assert [*given_away(course, {"a.py": text("double = lambda x: x\n")})] == []
