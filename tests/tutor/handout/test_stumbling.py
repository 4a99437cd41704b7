"""A public check that cannot go on with what a function returned, and no solution to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.handout.conftest import HIDDEN_TEST
from tutor.course.reader import read_course
from tutor.course.verdict import Finding, Status
from tutor.grading.grader import Grader
from tutor.handout.learners import learners_half
from tutor.handout.pack import write

GOING_ON = HIDDEN_TEST.replace("same(learner.double(ONES), ", "same(learner.double(ONES) - 1, ")
ASKING_NOTHING = HIDDEN_TEST.replace("same(learner.double(ONES), ", "same(ONES.missing, ")


def found(root: Path, packed: Path, hidden_test: str, returned: str) -> Finding:
    """What the public check says, in the pack, of a function that returns this."""
    test = root / "tests" / "exercises" / "01_twice" / "test_double.py"
    test.write_text(hidden_test, encoding="utf-8")
    write(learners_half(read_course(root), "salt"), packed)
    course = read_course(packed)
    source = f"def double(x, by=2):\n    return {returned}\n"
    with Grader(course) as grader:
        verdict = grader.grade(course.exercises["double"], source, filename="double.py")
    return verdict.findings[1]


@pytest.mark.parametrize(
    ("returned", "message"),
    [
        pytest.param("None", "your function returned None: is a `return` missing?", id="nothing"),
        pytest.param(
            "'two'",
            "the check could not go on with what your function did: "
            "TypeError: unsupported operand type(s) for -: 'str' and 'int'",
            id="text",
        ),
    ],
)
def test_a_check_that_stumbles_says_over_what(
    root: Path, tmp_path: Path, returned: str, message: str
) -> None:
    finding = found(root, tmp_path / "packed", GOING_ON, returned)

    assert (finding.status, finding.message) == (Status.FAILED, message)


def test_a_check_that_asked_for_nothing_stumbles_over_its_own_feet(
    root: Path, tmp_path: Path
) -> None:
    finding = found(root, tmp_path / "packed", ASKING_NOTHING, "2 * x")

    assert finding.status is Status.BLOCKED
    assert finding.message == "this check could not be carried out: the fault is not yours"
