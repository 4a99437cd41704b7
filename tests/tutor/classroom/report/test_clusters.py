"""Mistakes without a name: what is alike, and the stub that is offered."""

from __future__ import annotations

import ast

import pytest

from tests.tutor.classroom.report.conftest import MISTAKE, WRONG_OUTPUT, Class
from tutor.classroom.report.mistake_stub import mistake_stub

SOURCE = '''\
"""Anna's file."""
from __future__ import annotations
import torch
import math
from torch import nn

HALF = 0.5  # Anna was here


def scaled(x):
    """By Anna."""
    return x * HALF


def halve(x):
    """Anna halves."""
    return scaled(x) * 3


print(halve(2))
'''
STUB = """\
import math

from torch import nn

HALF = 0.5

def scaled(x):
    return x * HALF

@mistake("Say what they do, and what to do instead.", id="halve-1")
def halve_1(x):
    return scaled(x) * 3
"""


def hand_in(school: Class, count: int, **verdict: object) -> None:
    for number in range(count):
        source = f"def halve(x):\n    return x + 1  # {'x' * number}\n"
        school.hands_in(number, "halve", source, **verdict)


def test_files_of_which_the_checks_say_the_same_are_offered_as_a_mistake(school: Class):
    hand_in(school, 5, message=WRONG_OUTPUT)
    school.hands_in(5, "halve", "def halve(x):\n    return x\n", message="expected 1, seen 2")

    (cluster,) = school.report().clusters

    assert (cluster.exercise, cluster.learners, cluster.files) == ("halve", 5, 5)
    assert (cluster.check, cluster.message) == ("Half of each number", WRONG_OUTPUT)
    assert cluster.stub == (
        '@mistake("Say what they do, and what to do instead.", id="halve-1")\n'
        "def halve_1(x):\n    return x + 1\n"
    )


def test_where_in_a_file_something_was_raised_tells_nobody_apart(school: Class):
    for number in range(5):
        raised = f'`halve` raised ValueError: no\n  File "halve.py", line {number}'
        others = [("Of whole numbers", raised)]
        school.hands_in(number, "halve", f"wrong {number}", message=WRONG_OUTPUT, others=others)
    other = [("Of whole numbers", "`halve` raised TypeError: no")]
    school.hands_in(5, "halve", "wrong 5", message=WRONG_OUTPUT, others=other)

    (cluster,) = school.report().clusters

    assert cluster.learners == 5


def test_learners_who_share_a_file_are_several_of_one_file(school: Class):
    for number in range(5):
        school.hands_in(number, "halve", "def halve(x):\n    return x + 1\n", message=WRONG_OUTPUT)

    (cluster,) = school.report().clusters

    assert (cluster.learners, cluster.files) == (5, 1)


@pytest.mark.parametrize(
    "verdict",
    [
        pytest.param({"message": WRONG_OUTPUT, "mistake": MISTAKE}, id="it has a name"),
        pytest.param({"message": "`halve` raised ValueError: no"}, id="there is no output"),
        pytest.param({"message": "halve.py:2: invalid syntax"}, id="it cannot be read"),
        pytest.param({}, id="it is right"),
    ],
)
def test_nothing_is_offered_where(school: Class, verdict):
    hand_in(school, 6, **verdict)

    assert school.report().clusters == ()


@pytest.mark.parametrize(
    ("count", "named", "shown", "held_back"),
    [(2, False, 0, 0), (3, False, 0, 1), (3, True, 1, 0), (2, True, 0, 0), (5, False, 1, 0)],
)
def test_a_small_cluster_is_for_the_teacher_alone(school: Class, count, named, shown, held_back):
    hand_in(school, count, message=WRONG_OUTPUT)

    report = school.report(named=named)

    assert (len(report.clusters), report.small_clusters) == (shown, held_back)


def test_a_stub_keeps_what_runs_and_nothing_that_was_written_to_people():
    assert mistake_stub(SOURCE.encode(), "halve", 1) == STUB


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"def halve(x:\n", id="a syntax error"),
        pytest.param(b"\xff\x00", id="a binary"),
        pytest.param(b"halve = lambda x: x\n", id="no function"),
        pytest.param(b"def halve(x):\n    return " + b"(" * 5000 + b")" * 5000, id="nested"),
        pytest.param(b"def halve(x):\n    return " + b"-" * 50_000 + b"x", id="nested deeper"),
        pytest.param(b"def halve(x):\n" + b"    x = x + 1\n" * 100, id="too long"),
    ],
)
def test_there_is_no_stub_of(source):
    assert mistake_stub(source, "halve", 1) == ""


def test_a_stub_is_whole_where_only_a_docstring_was():
    stub = mistake_stub(b'def halve(x):\n    """Nothing yet."""\n', "halve", 2)

    ast.parse(stub)
    assert stub.endswith("def halve_2(x):\n    pass\n")
