from __future__ import annotations

from dataclasses import replace

from tests.tutor.learning.conftest import NOW
from tests.tutor.learning.review.course import course
from tutor.course.course import Course
from tutor.course.verdict import Status
from tutor.learning.answers import after
from tutor.learning.course_map import LATER, OPEN, PASSED, mapped, states


def chain() -> Course:
    """Three lessons of a question each, which need the one before."""
    first, second, third = course(questions=1).lessons
    second = replace(second, title="A second that takes a while", needs=(first.id,))
    return replace(course(), lessons=(first, second, replace(third, needs=(second.id,))))


def test_a_lesson_is_open_once_what_it_needs_is_passed() -> None:
    right = {"1-1": after(None, Status.PASSED, "hash", NOW)}

    found = states(chain(), right)

    assert found == {"01_lesson": PASSED, "02_lesson": OPEN, "03_lesson": LATER}


def test_a_title_that_is_too_long_goes_on_beside_its_lane() -> None:
    marks = dict.fromkeys(["01_lesson", "02_lesson", "03_lesson"], "o")

    lines = mapped(chain(), marks, 20)

    assert [f"{lanes} {words}".rstrip() for lanes, words in lines] == [
        "o  01 Lesson 1",
        "│",
        "o  02 A second that",
        "│     takes a while",
        "│",
        "o  03 Lesson 3",
    ]
