"""What a file may do while a smaller input is looked for on which it fails."""

from __future__ import annotations

import pytest

from tutor.course.verdict import Status

WRONG = "def halve(x):\n    {}\n    return x\n"


def test_the_verdict_says_the_smallest_input(grade):
    verdict = grade(WRONG.format("pass"))

    assert verdict.first_failure.message == (
        "expected 0.33, seen 0.66; twice what it should be, everywhere\n"
        "the smallest input that fails:\n"
        "    x  [0.66]"
    )


def test_the_same_seed_gives_the_same_verdict(grader, exercise):
    first, second = (
        grader.grade(exercise, WRONG.format("pass"), filename="halve.py", seed=41) for _ in "12"
    )

    assert first.seed == second.seed == 41
    assert [one.message for one in first.findings] == [one.message for one in second.findings]


def test_a_run_without_a_seed_says_which_it_drew(grader, exercise):
    drawn = grader.grade(exercise, WRONG.format("pass"), filename="halve.py")

    again = grader.grade(exercise, WRONG.format("pass"), filename="halve.py", seed=drawn.seed)

    assert again.first_failure.message == drawn.first_failure.message


def test_what_is_printed_meanwhile_is_dropped(grade):
    verdict = grade(WRONG.format("print(tuple(x.shape))"))

    assert verdict.printed == "(2, 3)\n(2, 3)\n"


@pytest.mark.parametrize(
    "deed",
    [
        "while x.numel() == 1: pass",
        "import os; x.numel() > 1 or os._exit(0)",
        "import os; x.numel() > 1 or os.kill(os.getpid(), 11)",
        "assert x.numel() > 1",
        "if x.numel() == 1: return None",
        "import torch\n    if x.numel() == 1: return torch.zeros(1 << 20)",
    ],
    ids=["a loop", "an exit", "a crash", "an exception", "nothing", "a huge answer"],
)
def test_what_goes_wrong_meanwhile_leaves_what_was_found(grade, deed):
    verdict = grade(WRONG.format(deed))

    assert verdict.status is Status.FAILED
    assert [one.status for one in verdict.findings] == [Status.FAILED, Status.FAILED]
    assert "numbers differ); twice what it should be, everywhere\n" in verdict.first_failure.message
