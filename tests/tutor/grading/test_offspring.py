"""Grading by spares, as where a process with torch must not fork: here on Linux, with limits alone.

On macOS, where it is meant for, nobody has run it.
"""

from __future__ import annotations

import pytest

from tests.tutor.grading.conftest import SOLUTION
from tutor.course.verdict import Status
from tutor.grading import servers
from tutor.grading.grader import Grader
from tutor.sandbox.limits import Limits
from tutor.sandbox.profile import BASIC


@pytest.fixture(scope="module")
def grader(course):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(servers, "FORKS", False)
        with Grader(course, limits=Limits(seconds=1.0), profile=BASIC) as grader:
            yield grader


def test_the_solution_passes_and_passes_again(grade):
    first, second = grade(SOLUTION), grade(SOLUTION)

    assert (first.status, second.status) == (Status.PASSED, Status.PASSED)
    assert first.isolation == "basic"


def test_a_file_that_leaves_fails_and_the_next_one_is_not_harmed(grade):
    left = grade("import os\ndef halve(x): os._exit(3)\n")

    assert left.status is Status.FAILED
    assert left.first_failure.message == (
        "`halve` ended its own process with exit code 3: return a value instead of leaving Python"
    )
    assert grade(SOLUTION).passed


def test_an_endless_loop_fails_and_the_next_one_is_not_harmed(grade):
    loop = grade("def halve(x):\n    while True: pass\n")

    assert loop.status is Status.FAILED
    assert grade(SOLUTION).passed


def test_what_a_file_sets_is_gone_with_its_process(grade):
    grade("import builtins\nbuiltins.left = 1\ndef halve(x): return x / 2\n")

    assert grade("import builtins\ndef halve(x): return x / (2 + builtins.left)\n").points == 0
