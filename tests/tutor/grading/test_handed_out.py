"""What is said of a file where the hidden checks are not there."""

from __future__ import annotations

import pytest

from tutor.course.verdict import Finding, Status, Verdict
from tutor.grading.handed_out import called, withheld, without_a_mark

STUB = "def double(x, by=2):\n    raise NotImplementedError\n"
FIRST = Finding("Your function can be called as it will be", Status.PASSED, 0)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("def double(x, by=2):\n    return x\n", id="as the stub has it"),
        pytest.param("def double(a, b=2, c=3):\n    return a\n", id="other names and more"),
        pytest.param("def double(*all):\n    return all\n", id="any number"),
        pytest.param("double = lambda x, by=2: x\n", id="no def"),
        pytest.param("from torch import mul as double\n", id="imported"),
        pytest.param("import double\n", id="a module, which the checks will see"),
        pytest.param("class double:\n    pass\n", id="a class"),
        pytest.param("if True:\n    double = print\n", id="under a condition"),
        pytest.param(
            "def double():\n    pass\ndef double(x, by=2):\n    pass\n", id="written twice"
        ),
    ],
)
def test_what_can_be_called_like_the_stub_is_taken(source: str) -> None:
    assert called(source, STUB, "double") == FIRST


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def twice(x):\n    pass\n", "your file does not define `double`"),
        ("", "your file does not define `double`"),
        ("def double(x: float):\n    pass\n", "expected `double(x, by=2)`, seen `double(x)`"),
        (
            "def double(x, by, z):\n    pass\n",
            "expected `double(x, by=2)`, seen `double(x, by, z)`",
        ),
        ("def double(x, by):\n    pass\n", "expected `double(x, by=2)`, seen `double(x, by)`"),
        (
            "def double(x, by=2, *, z):\n    pass\n",
            "expected `double(x, by=2)`, seen `double(x, by=2, *, z)`",
        ),
    ],
)
def test_what_cannot_be_called_like_it_is_told_how_it_is_called(source: str, message: str) -> None:
    found = called(source, STUB, "double")

    assert (found.status, found.message) == (Status.FAILED, message)


def test_passed_checks_give_no_mark_while_the_hidden_ones_are_missing() -> None:
    passed = Verdict(
        "double", Status.PASSED, 10, 10, (Finding("Public", Status.PASSED, 10, out_of=10),)
    )

    verdict = without_a_mark(passed, FIRST)

    assert (verdict.status, verdict.points, verdict.out_of) == (Status.BLOCKED, 0, 10)
    assert verdict.findings[1] == Finding("Public", Status.PASSED, 0, out_of=0)
    assert verdict.findings[2] == Finding(
        "The hidden checks", Status.BLOCKED, 0, "your teacher has them: hand your file in"
    )
    assert withheld(verdict)


@pytest.mark.parametrize("status", [Status.FAILED, Status.BLOCKED])
def test_what_is_wrong_stays_wrong(status: Status) -> None:
    found = Verdict("double", status, 5, 10, (Finding("Public", status, 0, "why"),))

    verdict = without_a_mark(found, FIRST)

    assert (verdict.status, verdict.points) == (status, 0)
    assert not withheld(verdict)
