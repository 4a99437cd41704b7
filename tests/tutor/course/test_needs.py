from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tutor.course.course import Lesson
from tutor.course.needs import nearest
from tutor.course.reader import read_course

LESSON = Lesson("", "", 5, (), (), {}, (), Path())
COURSE = read_course(Path(__file__).parents[3])

DUE = {
    "03": {"02"},
    "04": {"02", "03"},
    "05": {"02", "03", "04"},
    "06": {"05"},
    "07": {"05"},
    "08": {"05"},
    "09": {"04", "05"},
    "10": {"08", "09"},
    "13": {"05"},
    "18": {"05", "09", "13"},
}
"""What each lesson builds on at the least, in the course's plan."""


def lessons(**needs: str) -> list[Lesson]:
    return [replace(LESSON, id=one, needs=tuple(of.split())) for one, of in needs.items()]


def test_what_another_need_builds_on_goes_without_saying() -> None:
    found = nearest(lessons(a="", b="a", c="a b", d="a c"))

    assert found == {"a": (), "b": ("a",), "c": ("b",), "d": ("c",)}


def test_two_needs_that_know_nothing_of_each_other_both_stay() -> None:
    assert nearest(lessons(a="", b="", c="a b"))["c"] == ("a", "b")


@pytest.mark.parametrize("number", sorted(DUE))
def test_a_lesson_builds_on_what_it_needs(number: str) -> None:
    found = nearest(COURSE.lessons)
    beneath: dict[str, set[str]] = {}
    for one, needs in found.items():
        beneath[one] = set(needs).union(*(beneath[need] for need in needs))

    (lesson,) = (one for one in found if one.startswith(number))
    assert {need[:2] for need in beneath[lesson]} >= DUE[number]
