"""A name that costs too much is not given, and the verdict stands."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.tutor.grading.conftest import HIDDEN_TEST, course_at
from tutor.course.verdict import Status
from tutor.grading.asked import Call, put
from tutor.grading.checks import KnownMistake
from tutor.grading.grader import Grader
from tutor.grading.naming import named

REFERENCE = SimpleNamespace(halve=lambda x: x / 2)
DOUBLED = KnownMistake("", "doubled", "", lambda x: x * 2)


def endless(x):
    while x:
        x = x or 1
    return x


ENDLESS = KnownMistake("", "endless", "", endless)


def seen(learner):
    call = Call("halve", (3.0,), {}, 7)
    return [(call, put(call, SimpleNamespace(halve=learner)))]


def test_the_mistake_that_explains_what_was_seen_is_named():
    assert list(named(seen(lambda x: x * 2), [], [DOUBLED], REFERENCE, "halve")) == [DOUBLED]


@pytest.mark.parametrize(
    ("mistakes", "reference"),
    [([DOUBLED, ENDLESS], REFERENCE), ([DOUBLED], SimpleNamespace(halve=endless))],
    ids=["a mistake", "the reference"],
)
def test_nothing_is_named_where_a_function_never_ends(mistakes, reference):
    found = named(seen(lambda x: x * 2), [], mistakes, reference, "halve", seconds=0.05)

    assert found == ()


def test_nothing_is_named_where_the_search_itself_breaks():
    halved = KnownMistake("", "halved-twice", "", lambda x: x / 4)

    found = named(seen(lambda x: x * 3), [], [DOUBLED, halved], SimpleNamespace(), "halve")

    assert found == ()


def test_a_verdict_stands_though_the_search_for_its_mistake_would_never_end(tmp_path):
    never = """


@mistake("You never stop.", id="endless")
def endless(x):
    while True:
        pass
"""
    course = course_at(tmp_path, hidden_test=HIDDEN_TEST + never)

    with Grader(course) as grader:
        verdict = grader.grade(
            course.exercises["halve"], "def halve(x):\n    return 3 * x\n", filename="halve.py"
        )

    assert verdict.status is Status.FAILED
