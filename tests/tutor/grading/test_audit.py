"""What an author hears about an exercise that is not proven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tutor.grading.conftest import HIDDEN_TEST, course_at
from tutor.grading.audit import prove
from tutor.grading.grader import Grader


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course) as grader:
        yield grader


@pytest.fixture
def faults(grader, tmp_path):
    """What is wrong with the exercise, some of its parts written anew, as `file:line: what`."""

    def run(**parts):
        exercise = course_at(tmp_path, **parts).exercises["halve"]
        found = prove(exercise, grader)
        return [
            str(replace(fault, path=fault.path.relative_to(tmp_path))) + f" | {fault.hint}"
            for fault in found
        ]

    return run


STUB, SOLVED, TEST = (
    "exercises/01_halves/halve.py",
    "solutions/01_halves/halve.py",
    "tests/exercises/01_halves/test_halve.py",
)
NAMELESS = '@mistake("Half of the absolute value.", id="absolute")'


def test_an_exercise_that_is_proven_has_no_faults(faults):
    assert faults() == []


def test_a_solution_that_fails_is_reported(faults):
    found = faults(solution="def halve(x):\n    x /= 2\n    return x\n")

    assert found[0].startswith(
        f"{SOLVED}:1: the solution does not pass (seed 1): Half of every number: "
        "`halve` changed its input `x` in place"
    )
    assert found[0].endswith(" | mend the solution or the check")
    assert len(found) == 1


def test_a_stub_that_holds_the_answer_is_reported(faults):
    assert faults(stub="def halve(x):\n    return x * 0.5\n") == [
        f"{STUB}:1: the stub does not fail: it is passed | take the answer out of it"
    ]


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("stub", f"{STUB}:2: Python cannot read this file: '(' was never closed | mend the stub"),
        (
            "solution",
            f"{SOLVED}:2: Python cannot read this file: '(' was never closed | mend the solution",
        ),
        (
            "hidden_test",
            f"{TEST}:2: Python cannot read this file: '(' was never closed | mend the hidden test",
        ),
    ],
)
def test_a_file_that_python_cannot_read_is_reported(faults, part, told):
    assert faults(**{part: "x = 1\ndef halve(x:\n"}) == [told]


def test_a_file_with_a_nul_is_reported(faults):
    (told,) = faults(stub="x = 1\n\0")

    assert told.startswith(f"{STUB}:1: Python cannot read this file: source code string cannot")


def test_a_stub_that_is_too_long_to_be_read_is_reported(faults):
    (told,) = faults(stub="x = 1\n" * 20_000)

    assert told.startswith(f"{STUB}:1: the stub does not count as not started: ")
    assert told.endswith("bytes, where 100000 are allowed | make it a Python file")


@pytest.mark.parametrize("part", ["solution", "hidden_test"])
def test_what_cannot_be_imported_is_told_in_a_line(course, tmp_path, part):
    exercise = course_at(tmp_path, **{part: "import nowhere\n"}).exercises["halve"]

    with Grader(course, explicit=True) as grader:
        found = {fault.path: fault.what for fault in prove(exercise, grader)}

    assert found[exercise.solution] == (
        "the solution does not pass (seed 1): the grader: "
        "ModuleNotFoundError: No module named 'nowhere'"
    )
    assert exercise.stub not in found


def test_a_solution_that_is_imported_for_ever_is_reported(course, tmp_path):
    endless = "def halve(x):\n    return x / 2\n\n\nwhile True:\n    pass\n"
    exercise = course_at(tmp_path, solution=endless).exercises["halve"]

    with Grader(course, explicit=True) as grader:
        found = [fault.what for fault in prove(exercise, grader)]

    assert found == [
        "the solution does not pass (seed 1): the grader: "
        "TimeoutError: halve.py is still being imported after 5 s of CPU"
    ]


def test_a_check_without_a_docstring_is_reported(faults):
    nameless = "\n\ndef test_nothing(learner):\n    assert learner.halve(2.0) == 1\n"
    line = HIDDEN_TEST.count("\n") + 3

    assert faults(hidden_test=HIDDEN_TEST + nameless) == [
        f"{TEST}:{line}: the check `test_nothing` has no docstring, by which learners know it | "
        "say in a line what it looks at"
    ]


def test_too_few_known_mistakes_are_reported(faults):
    few = HIDDEN_TEST.replace(NAMELESS, "")

    assert faults(hidden_test=few) == [
        f"{TEST}:1: 4 known mistakes, where an exercise has at least 5 | "
        "add the mistakes that learners make"
    ]


def test_a_known_mistake_that_passes_is_reported(faults):
    harmless = HIDDEN_TEST.replace("return abs(x) / 2", "return x * 0.5")

    assert faults(hidden_test=harmless) == [
        f"{TEST}:47: the known mistake `absolute` passes every check | add a check that it fails"
    ]


@pytest.mark.parametrize(
    ("body", "raised"),
    [
        ("return hlaf(x)", "NameError"),
        ("return x.hlaf", "AttributeError"),
        ("import hlaf", "ModuleNotFoundError"),
        ("x = y; y = 2; return x", "UnboundLocalError"),
    ],
)
def test_a_known_mistake_that_is_none_but_a_typo_is_reported(faults, body, raised):
    mistyped = HIDDEN_TEST.replace("return abs(x) / 2", body)

    assert faults(hidden_test=mistyped) == [
        f"{TEST}:47: the known mistake `absolute` raises {raised} on every input | "
        "mend its code, or whoever raises one is told of this mistake"
    ]


def test_a_known_mistake_that_raises_on_some_inputs_only_is_none_of_these(faults):
    some = HIDDEN_TEST.replace(
        "return abs(x) / 2", "return abs(x) / 2 if x.requires_grad else hlaf"
    )

    assert not [one for one in faults(hidden_test=some) if "raises" in one]


def test_a_known_mistake_that_is_taken_for_another_is_reported(faults):
    changing = "return twice(x) if __name__ == 'halve' else abs(x) / 2"  # as a learner's file
    changed = HIDDEN_TEST.replace("return abs(x) / 2", changing)

    assert faults(hidden_test=changed) == [
        f"{TEST}:47: the known mistake `absolute` is taken for `doubled` | "
        "add a check that tells the two apart"
    ]


def test_a_known_mistake_on_which_a_check_breaks_is_reported(faults):
    fragile = (
        "\n\ndef test_known_values(learner):\n"
        "    assert {-1.5: 1, -5: 1, -6: 1, 6: 1}[learner.halve(-3.0)]\n"
    )

    found = [one for one in faults(hidden_test=HIDDEN_TEST + fragile) if "known mistake" in one]

    assert len(found) == 1
    assert found[0].startswith(f"{TEST}:47: the known mistake `absolute` cannot be graded: ")
    assert found[0].endswith("KeyError: 1.5 | mend the hidden test")


def test_known_mistakes_that_nobody_can_tell_apart_are_reported(faults):
    twins = HIDDEN_TEST.replace("return abs(x) / 2", "return x - 2")
    hint = "add inputs on which it differs from every other, or remove one of the two"

    assert faults(hidden_test=twins) == [
        f"{TEST}:32: the known mistake `minus-two` is not named when somebody makes it | {hint}",
        f"{TEST}:47: the known mistake `absolute` is not named when somebody makes it | {hint}",
    ]


def test_checks_that_remember_other_runs_are_reported(faults):
    remembers = (
        "\n\ndef test_once(learner, seen=[]):\n    'Once'\n    seen.append(1)\n"
        "    assert len(seen) == 1\n"
    )

    assert faults(hidden_test=HIDDEN_TEST + remembers) == [
        f"{TEST}:1: the solution passes alone, but not beside others: this check did not hold | "
        "let the checks keep nothing from one run to the next"
    ]


def test_checks_that_let_wrong_versions_pass_are_reported(faults):
    found = faults(solution="def halve(x):\n    return abs(x.exp()).log() / 2\n")

    assert [one.partition(" | ")[0] for one in found] == [
        f"{TEST}:1: the checks catch 14 of 15 wrong versions of the solution, where 95% are due",
        f"{SOLVED}:2: no check fails on `x.exp()` in the place of `abs(x.exp())`",
    ]
