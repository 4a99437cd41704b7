from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.course.course import Course, Exercise
from tutor.course.verdict import Status
from tutor.learning.hinting import Hinting, hinting
from tutor.learning.history import Event


@pytest.fixture
def exercise(course: Course) -> Exercise:
    return replace(course.exercises["q_sample"], hints=("first", "second", "third"))


def trail(*events: tuple[str, float]) -> list[Event]:
    """What was done at so many seconds after noon."""
    return [
        Event(n, NOW + timedelta(seconds=at), kind, "q_sample", Status.FAILED)
        for n, (kind, at) in enumerate(events, 1)
    ]


@pytest.mark.parametrize(
    ("events", "seconds", "expected"),
    [
        pytest.param([], 0, Hinting(0, 1), id="the first at once"),
        pytest.param([("hint", 0)], 20, Hinting(1, None, timedelta(seconds=40)), id="too soon"),
        pytest.param([("hint", 0)], 60, Hinting(1, 2), id="after a minute"),
        pytest.param([("hint", 0), ("attempt", 5)], 6, Hinting(1, 2), id="after an attempt"),
        pytest.param([("hint", 0), ("recoding", 5)], 6, Hinting(1, 2), id="after a try from blank"),
        pytest.param(
            [("attempt", 0), ("hint", 5)], 6, Hinting(1, None, timedelta(seconds=59)),
            id="the attempt came before the hint",
        ),
        pytest.param([("hint", 0), ("hint", 60), ("hint", 120)], 999, Hinting(3, None), id="all"),
    ],
)  # fmt: skip
def test_the_next_hint_comes_after_an_attempt_or_a_minute(exercise, events, seconds, expected):
    assert hinting(exercise, trail(*events), NOW + timedelta(seconds=seconds)) == expected


def test_an_exercise_without_hints_has_none(exercise):
    assert hinting(replace(exercise, hints=()), [], NOW) == Hinting(0, None)


def test_what_the_next_hint_waits_for_is_said_in_words():
    waits = Hinting(1, None, timedelta(seconds=39.2))

    assert waits.words == "the next hint comes after your next attempt, or in 40 seconds"
    assert Hinting(1, 2).words == ""
