"""What an author hears about checks that let mutants pass."""

from __future__ import annotations

import pytest

from tests.tutor.grading.conftest import course_at
from tutor.grading.grader import Grader
from tutor.grading.mutation.strength import prove_strength

SOLUTION = "def halve(x):\n    return abs(x) / 2\n"
CHECK = '''\
from tutor.grading.checks import equivalent, same


def test_halves(learner):
    """Half"""
    same(learner.halve(10.0), 5.0)
'''
SIGNED = CHECK.replace("(10.0), 5.0)", "(-10.0), 5.0)")


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course, explicit=True) as grader:
        yield grader


@pytest.fixture
def faults(grader, tmp_path):
    """What is said of a solution and its hidden test, with the hint."""

    def run(hidden_test=SIGNED, solution=SOLUTION):
        course = course_at(tmp_path, hidden_test=hidden_test, solution=solution)
        found = list(prove_strength(course.exercises["halve"], grader, seed=1))
        assert [one.warning for one in found] == [one.path.name == "halve.py" for one in found]
        return [(f"{one.path.name}:{one.line}: {one.what}", one.hint) for one in found]

    return run


def test_checks_that_catch_every_mutant_are_strong(faults):
    assert faults() == []


def test_a_mutant_that_cannot_be_imported_is_none(faults):
    solution = 'HALF = {"half": 0.5}["half"]\n\n\ndef halve(x):\n    return abs(x) * HALF\n'

    assert faults(solution=solution) == []


def test_a_survivor_is_shown_with_the_line_that_would_mark_it(faults):
    weak, survivor = faults(CHECK)

    assert weak == (
        "test_halve.py:1: the checks catch 10 of 11 wrong versions of the solution, where 95% are "
        "due",
        "add checks that fail the versions listed for the solution",
    )
    assert survivor == (
        "halve.py:2: no check fails on `x` in the place of `abs(x)`",
        "add one that does, or say in the hidden test why none can: "
        'equivalent("abs(x)", "x", because="…")',
    )


def test_a_survivor_among_many_that_are_caught_is_a_warning_only(faults):
    numbers = ", ".join(map(str, range(3, 12)))
    solution = f"def halve(x):\n    return abs(x) / 2 + sum([{numbers}]) - sum([{numbers}])\n"

    found = [what for what, _ in faults(CHECK, solution)]

    assert found == ["halve.py:2: no check fails on `x` in the place of `abs(x)`"]


def test_a_mutant_that_is_marked_with_a_reason_does_not_count(faults):
    mark = 'equivalent("abs(x)", "x", because="what is halved is never negative")\n'

    assert faults(f"{CHECK}\n\n{mark}") == []


@pytest.mark.parametrize(
    ("mark", "what", "hint"),
    [
        (
            'equivalent("abs(x)", "y", because="…")',
            "`y` is marked as equivalent to `abs(x)`, but no version of the solution has it there",
            "remove the mark",
        ),
        (
            'equivalent("abs(x)", "x", because="…")',
            "`x` is marked as equivalent to `abs(x)`, but a check fails on it",
            "remove the mark",
        ),
    ],
    ids=["no such mutant", "caught"],
)
def test_a_mark_that_means_nothing_is_reported(faults, mark, what, hint):
    assert faults(f"{SIGNED}\n\n{mark}\n") == [(f"test_halve.py:9: {what}", hint)]


def test_a_mark_without_a_reason_is_reported(faults):
    assert faults(f'{CHECK}\n\nequivalent("abs(x)", "x", because="")\n') == [
        (
            "test_halve.py:9: `x` is marked as equivalent to `abs(x)` without a reason",
            'give a reason, as `because="…"`',
        )
    ]


def test_a_check_that_breaks_on_a_mutant_has_not_caught_it(faults):
    fragile = CHECK.replace("same(learner.halve(10.0), 5.0)", "assert {5.0: 1}[learner.halve(-10)]")

    broken = [what for what, _ in faults(fragile) if "a check breaks" in what]

    assert broken[0].startswith(
        "halve.py:2: a check breaks, and gives no verdict, on `abs(x) * 2` in the place of "
        "`abs(x) / 2`: "
    )
