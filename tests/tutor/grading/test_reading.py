"""Mistakes of functions that draw by chance, known by what of their answers counts."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest
import torch

from tests.tutor.grading.conftest import course_at
from tutor.grading.asked import Call, put
from tutor.grading.called import Outcome
from tutor.grading.checks import KnownMistake
from tutor.grading.combination import explain_by_two
from tutor.grading.diagnosis import explain
from tutor.grading.grader import Grader
from tutor.grading.versions import Fate, play

DRAWN_BY_CHANCE = """\
import os

import torch

from tutor.grading.checks import mistake, unread


def drawn(module, n):
    return module.halve(n)


def centre(x):
    return "" if abs(float(x.mean())) < 0.2 else "it is not centred"


def width(x):
    return "" if 0.8 < float(x.std()) < 1.2 else "it is too wide or too narrow"


def test_centre(learner):
    said = centre(learner.run(drawn, 1000, reading=centre))
    assert not said, said


def test_width(learner):
    said = width(learner.run(drawn, 1000, reading=width))
    assert not said, said


def test_few_are_far_out(learner):
    assert learner.run(drawn, 999, reading=unread).abs().max() < 5.5


@mistake("It is not centred.", id="off")
def off(n):
    return torch.randn(n) + 1


@mistake("It is too wide.", id="wide")
def wide(n):
    if n == 999:
        os._exit(1)  # asked of the learner alone
    return 3 * torch.randn(n)
"""


def probe(module, n):
    return module.draw(n)


def is_centred(x):
    return bool(x.mean().abs() < 0.2)


def is_narrow(x):
    return bool(x.std() < 1.2)


REFERENCE = SimpleNamespace(draw=torch.randn)
READINGS = (is_centred, is_narrow)
MISTAKES = [
    KnownMistake("", "off", "", lambda n: torch.randn(n) + 1),
    KnownMistake("", "wide", "", lambda n: torch.randn(n) * 2),
]


def observed(learner, reading):
    call = Call("probe", (1000,), {}, 7, probe, reading)
    return call, put(call, SimpleNamespace(draw=learner))


def named_among(observations):
    return explain(observations, [], MISTAKES, REFERENCE, "draw")


def test_who_draws_other_numbers_makes_the_same_mistake():
    def elsewhere(n):
        return torch.randn(2, n)[1] + 1

    failed = [observed(elsewhere, is_centred)]

    assert named_among(failed).id == "off"
    assert named_among([(Call("probe", (1000,), {}, 7, probe), Outcome(elsewhere(1000)))]) is None


def test_two_mistakes_are_known_by_the_readings_that_each_of_them_fails():
    failed = [observed(lambda n: torch.randn(2, n)[1] * 2 + 1, one) for one in READINGS]

    pair = explain_by_two(failed, [], MISTAKES, REFERENCE, "draw")

    assert {one.id for one in pair} == {"off", "wide"}


@pytest.mark.parametrize("value", [None, "text", torch.zeros(0, dtype=torch.int64)])
def test_what_cannot_be_read_is_compared_as_it_is(value):
    call = Call("probe", (1000,), {}, 7, probe, is_centred)

    assert call.read(Outcome(value)).value is value


def test_an_exception_needs_no_reading():
    call = Call("probe", (1000,), {}, 7, probe, partial(pytest.fail, "read"))

    assert call.read(Outcome(raised="ValueError")) == Outcome(raised="ValueError")


def test_a_check_gets_the_value_and_a_diagnosis_what_counts(tmp_path):
    drawn = "import torch\n\n\ndef halve(n):\n    return "
    course = course_at(tmp_path, solution=drawn + "torch.randn(n)\n", hidden_test=DRAWN_BY_CHANCE)
    right, wide = drawn + "torch.randn(3, n)[2]\n", drawn + "torch.normal(0.0, 3.0, (n,))\n"

    with Grader(course) as grader:
        played = play(grader, course.exercises["halve"], [right, wide], seed=1, to_the_end=True)
        graded = grader.grade(course.exercises["halve"], wide, filename="halve.py", seed=1)

    assert [one.fate for one in played] == [Fate.PASSED, Fate.FAILED]
    assert played[1].mistake == graded.mistake.id == "wide"
    assert graded.first_failure.message == "it is too wide or too narrow"


def test_a_version_that_has_failed_is_not_asked_what_takes_long(tmp_path):
    drawn = "import os\nimport torch\n\n\ndef halve(n):\n    "
    course = course_at(
        tmp_path, solution=drawn + "return torch.randn(n)\n", hidden_test=DRAWN_BY_CHANCE
    )
    ending = drawn + "return torch.normal(0.0, 3.0, (n,)) if n == 1000 else os._exit(1)\n"

    with Grader(course) as grader:
        (played,) = play(grader, course.exercises["halve"], [ending], seed=1, to_the_end=True)

    assert (played.fate, played.mistake) == (Fate.FAILED, "wide")
