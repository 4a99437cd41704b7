from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.learning.conftest import NOW
from tests.tutor.learning.review.course import course
from tutor.course.course import ExerciseBlock, Lesson
from tutor.course.verdict import Status, Verdict
from tutor.learning.answers import Answered, after
from tutor.learning.known import known, unmet
from tutor.learning.progress import Progress

ONE = course().lessons[0]
RIGHT, WRONG = Status.PASSED, Status.FAILED


def answers(*given: Status) -> dict[str, Answered]:
    """All four questions answered; the last one so often, and so."""
    found = {f"1-{n}": after(None, RIGHT, "hash", NOW) for n in (1, 2, 3)}
    last: Answered | None = None
    for status in given:
        last = found["1-4"] = after(last, status, "hash", NOW)
    return found


@pytest.fixture
def lesson() -> Lesson:
    """With two exercises."""
    (step,) = ONE.steps
    blocks = (*step.blocks, ExerciseBlock("q_sample", 1, (), 1), ExerciseBlock("other", 1, (), 1))
    return replace(ONE, steps=(replace(step, blocks=blocks),))


@pytest.mark.parametrize(
    ("given", "first_tries", "expected"),
    [
        pytest.param([RIGHT], {"q_sample"}, True, id="all at the first try"),
        pytest.param([RIGHT, WRONG], {"other"}, True, id="wrong only later"),
        pytest.param([RIGHT], set(), False, id="no exercise"),
        pytest.param([WRONG, RIGHT], {"q_sample"}, False, id="a question on the second try"),
        pytest.param([], {"q_sample"}, False, id="a question left out"),
    ],
)
def test_a_lesson_is_known_by_its_questions_and_one_exercise(lesson, given, first_tries, expected):
    assert known(lesson, answers(*given), first_tries) is expected


def test_a_lesson_without_exercises_is_known_by_its_questions():
    assert known(ONE, answers(RIGHT), set())


def test_a_lesson_with_nothing_to_do_is_not_known():
    assert not known(replace(ONE, steps=()), {}, set())


def test_a_lesson_says_what_it_builds_on_until_that_is_passed():
    taught = course()
    third = replace(taught.lessons[2], needs=("01_lesson", "02_lesson"))

    assert unmet(taught, third, {}) == "builds on 01 Lesson 1, 02 Lesson 2: not passed yet"
    assert unmet(taught, third, answers(RIGHT)) == "builds on 02 Lesson 2: not passed yet"
    assert unmet(taught, taught.lessons[0], {}) == ""


@pytest.fixture
def progress(tmp_path: Path) -> Iterator[Progress]:
    progress = Progress(tmp_path / "progress.db", NOW)
    yield progress
    progress.close()


def attempt(progress: Progress, status: Status) -> None:
    progress.record_attempt(Verdict("q_sample", status, 0, 10), "", NOW)


def test_a_first_try_that_passed_is_one(progress):
    attempt(progress, RIGHT)
    attempt(progress, WRONG)

    assert progress.first_tries() == {"q_sample"}


@pytest.mark.parametrize("before", ["a failed try", "a hint", "the solution"])
def test_what_went_before_makes_it_no_first_try(progress, before):
    if before == "a hint":
        progress.record_hint("q_sample", 1, NOW)
    elif before == "the solution":
        progress.record_give_up("q_sample", NOW)
    else:
        attempt(progress, WRONG)
    attempt(progress, RIGHT)

    assert progress.first_tries() == frozenset()
