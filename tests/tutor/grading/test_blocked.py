"""Faults of the course or of the grader are nobody's mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tutor.grading.conftest import SOLUTION
from tutor.course.verdict import Status
from tutor.grading.grader import Grader
from tutor.sandbox.limits import Limits

CHECK = "from tutor.grading.checks import same\n\n\ndef test_it(learner, reference):\n"
BLOCKED = "this check could not be carried out: the fault is not yours"


@pytest.fixture
def judge(grader, exercise, tmp_path):
    """The verdict on a right file, by a hidden test or a solution written anew."""

    def run(source=SOLUTION, judging=grader, **parts):
        paths = {}
        for part, text in parts.items():
            paths[part] = tmp_path / f"{part}.py"
            paths[part].write_text(text, encoding="utf-8")
        return judging.grade(replace(exercise, **paths), source, filename="halve.py", seed=1)

    return run


@pytest.mark.parametrize(
    ("hidden_test", "message"),
    [
        ("import nothing_of_that_name\n", "the hidden test cannot be loaded"),
        ("def test_(:\n", "the hidden test cannot be loaded"),
        ("", "there are no checks"),
        (CHECK + "    undefined\n", BLOCKED),
        (CHECK + "    import pytest; pytest.skip('later')\n", BLOCKED),
        (CHECK + "    learner.halve(object())\n", BLOCKED),
        (CHECK + "    import os; os._exit(0)\n", "the grader ended before it was done"),
        ("def test_it(no_such_fixture): pass\n", BLOCKED),
    ],
    ids=[
        "a missing module",
        "a syntax error",
        "no checks",
        "a check with a fault",
        "a check that skips",
        "a check that asks with no value",
        "a check that ends the grader",
        "an unknown fixture",
    ],
)
def test_a_broken_hidden_test_blocks(judge, hidden_test, message):
    verdict = judge(hidden_test=hidden_test)

    assert verdict.status is Status.BLOCKED
    assert verdict.points == 0
    assert verdict.first_failure.message == message


def test_a_broken_solution_blocks(judge):
    verdict = judge(solution="raise ValueError('secret')\n")

    assert verdict.status is Status.BLOCKED
    assert verdict.first_failure.message == "the grader failed: ValueError"


def test_an_author_is_told_why(course, judge):
    with Grader(course, explicit=True) as explicit:
        check, test, solution = (
            judge(judging=explicit, **{part: text}).first_failure.message
            for part, text in (
                ("hidden_test", CHECK + "    undefined\n"),
                ("hidden_test", "import nothing_of_that_name\n"),
                ("solution", "raise ValueError('secret')\n"),
            )
        )

    assert "NameError: name 'undefined' is not defined" in check
    assert "No module named 'nothing_of_that_name'" in test
    assert "ValueError: secret" in solution


def test_a_fence_that_cannot_be_closed_blocks(course, judge):
    with Grader(course, limits=Limits(file_size="no number"), explicit=True) as unfenced:
        verdict = judge(judging=unfenced)

    assert [one.status for one in verdict.findings] == [Status.BLOCKED, Status.BLOCKED]
    assert "the learner's code cannot be fenced in" in verdict.findings[0].message
    assert "the learner's code cannot be fenced in" in verdict.findings[1].message
    assert verdict.isolation == ""


def test_a_check_that_stumbles_over_the_learners_value_is_theirs_to_mend(judge):
    stumbling = CHECK + "    assert learner.halve(1.0) + 1 == 1.5\n"

    verdict = judge("def halve(x): x / 2\n", hidden_test=stumbling)

    assert verdict.status is Status.FAILED
    assert verdict.first_failure.message == "your function returned None: is a `return` missing?"


SPREADS = """
import torch
def halve(x):
    shape = (SIZE, 1) if x == 1 else (1, SIZE)
    return torch.zeros(shape, dtype=torch.int8)
"""


@pytest.mark.parametrize("size", [60_000, 70_000])
def test_values_that_spread_to_gigabytes_are_the_learners_to_mend(judge, size):
    spreading = CHECK + "    assert (learner.halve(1.0) - learner.halve(2.0))[0, 0] == 0\n"

    verdict = judge(SPREADS.replace("SIZE", str(size)), hidden_test=spreading)

    assert verdict.status is Status.FAILED
    assert verdict.first_failure.message == (
        f"expected a number, seen a tensor of shape ({size}, 1)"
    )


def test_an_answer_too_deep_to_be_asked_with_is_the_learners_to_mend(judge):
    again = CHECK + "    learner.halve([learner.halve(1.0)])\n    learner.halve(2.0)\n"
    deep = "def halve(x):\n    return eval('[' * 31 + '1' + ']' * 31)\n"

    verdict = judge(deep, hidden_test=again)

    assert verdict.status is Status.FAILED
    assert verdict.first_failure.message == "expected a number, seen a list of 1"


def test_no_seed_of_the_checks_is_found_in_torchs_generator(judge):
    seeded = CHECK + "    assert abs(learner.halve(1.0) - 1) > 1000\n"

    verdict = judge(
        "import torch\ndef halve(x): return float(torch.initial_seed())\n", hidden_test=seeded
    )

    assert verdict.passed


def test_a_bare_assertion_tells_nothing_of_what_it_compares(judge):
    bare = CHECK + "    assert learner.halve(2.0) == 1.0\n"

    verdict = judge("def halve(x): return 7\n", hidden_test=bare)

    assert verdict.first_failure.message == "this check did not hold"


def test_an_assertion_with_a_text_speaks_to_the_learner(judge):
    spoken = CHECK + "    assert learner.halve(2.0) == 1.0, 'half of 2 is 1'\n"

    verdict = judge("def halve(x): return 7\n", hidden_test=spoken)

    assert verdict.first_failure.message == "half of 2 is 1"


def test_a_check_without_a_docstring_is_called_by_its_name(judge):
    several = (
        "import pytest\n\n@pytest.mark.parametrize('size', [2, 3])\n"
        "def test_any_size(learner, size):\n    assert learner.halve(size) == size / 2\n"
    )

    verdict = judge(hidden_test=several)

    assert [one.name for one in verdict.findings] == ["any size (2)", "any size (3)"]
