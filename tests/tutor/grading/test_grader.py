"""From a file to a verdict, and what happens when something on the way dies."""

from __future__ import annotations

import gc
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tutor.grading.conftest import SOLUTION, STUB
from tutor.course.verdict import Mistake, Status
from tutor.errors import BlockedError, TutorError
from tutor.grading.grader import CancelledError, Grader
from tutor.grading.trial import load_reference
from tutor.sandbox.isolation import strongest
from tutor.sandbox.limits import Limits

SINGLE_PRECISION = """
import torch
torch.set_default_dtype(torch.float64)
def halve(x):
    half = torch.ones(1)
    torch.set_grad_enabled(False)
    assert half.dtype is torch.float32
    return x / 2
"""
DOUBLED = "def halve(x):\n    return x + x\n"


def test_the_solution_passes_with_all_points(grade):
    verdict = grade(SOLUTION)

    assert verdict.status is Status.PASSED
    assert verdict.points == verdict.out_of == 8
    assert [(one.name, one.points) for one in verdict.findings] == [
        ("Half of every number", 6.0),
        ("Half of the slope", 2.0),
    ]
    assert verdict.isolation == strongest().name


def test_a_default_set_for_all_of_torch_holds_for_no_call_after_it(grade):
    verdict = grade(SINGLE_PRECISION)

    assert verdict.findings[0].status is Status.PASSED


def test_the_mistake_that_was_made_is_named(grade):
    verdict = grade(DOUBLED)

    assert verdict.status is Status.FAILED
    assert verdict.mistake == Mistake("doubled", "You doubled it.", "01_halves#halves")


def test_a_mistake_of_its_own_kind_is_not_named(grade):
    assert grade("def halve(x):\n    return x / 3\n").mistake is None


def test_a_mistake_made_for_some_inputs_only_is_not_named(grade):
    """The check of the slope passes: its input wants a gradient."""
    sometimes = "def halve(x):\n    return x / 2 if x.requires_grad else 2 * x\n"

    verdict = grade(sometimes)

    assert [one.status for one in verdict.findings] == [Status.FAILED, Status.PASSED]
    assert verdict.mistake is None


def test_a_check_that_passes_keeps_its_points(grade):
    verdict = grade("def halve(x):\n    return x / 2 + 1\n")

    assert [one.status for one in verdict.findings] == [Status.FAILED, Status.PASSED]
    assert verdict.points == 2


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        STUB.replace("    raise", "    # first I thought\n    raise"),
        STUB.replace("Half", "A"),
    ],
    ids=["as it came", "with a comment", "with another docstring"],
)
def test_an_untouched_stub_is_not_started(grade, source):
    verdict = grade(source)

    assert verdict.status is Status.NOT_STARTED
    assert verdict.findings == ()


def test_findings_are_passed_on_as_they_come(grade):
    seen = []

    verdict = grade(SOLUTION, on_finding=seen.append)

    assert tuple(seen) == verdict.findings


def test_the_same_seed_gives_the_same_inputs(grader, exercise):
    messages = {
        grader.grade(exercise, DOUBLED, filename="halve.py", seed=seed).first_failure.message
        for seed in (5, 5, 6)
    }

    assert len(messages) == 2


def test_asking_needs_neither_torch_nor_pytest():
    program = (
        "import sys, tutor.grading.grader, tutor.grading.report\n"
        "print({'torch', 'pytest', 'numpy'} & set(sys.modules))"
    )

    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert shown.stdout == "set()\n"


def test_the_jail_loads_neither_pytest_nor_what_is_hidden():
    program = (
        "import sys, tutor.grading.jail\n"
        "print({'pytest', 'tutor.grading.checks', 'tutor.grading.learner'} & set(sys.modules))"
    )

    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert shown.stdout == "set()\n"


def test_settings_of_the_readers_python_do_not_reach_the_checks(course, exercise, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    monkeypatch.setenv("PYTHONWARNINGS", "error")

    with Grader(course) as grader:
        verdict = grader.grade(exercise, SOLUTION, filename="halve.py", seed=1)

    assert verdict.passed
    assert verdict.findings[0].name == "Half of every number"


@pytest.mark.parametrize("server", ["jail", "template"])
def test_a_server_that_died_is_started_anew(grader, exercise, grade, server):
    grade(SOLUTION)
    getattr(grader._servers, server).send_signal(signal.SIGKILL)
    getattr(grader._servers, server).wait()

    assert grade(SOLUTION).passed


def test_the_jail_holds_few_files_whatever_the_machine_allows(grader, grade):
    grade(SOLUTION)

    bubblewrap = grader._servers.jail.pid
    (jail,) = Path(f"/proc/{bubblewrap}/task/{bubblewrap}/children").read_text().split()
    limits = Path(f"/proc/{jail}/limits").read_text().splitlines()

    allowed = next(line.split()[3:5] for line in limits if line.startswith("Max open files"))
    assert allowed == ["256", "256"]


def test_a_jail_that_was_stopped_is_replaced_and_the_run_begun_anew(grader, grade):
    grade(SOLUTION)
    grader._servers.jail.send_signal(signal.SIGSTOP)

    assert grade(SOLUTION).passed


def test_what_only_the_compiler_refuses_is_told_as_what_the_parser_does(grade):
    verdict = grade("def halve(x):\n    return x / 2\nreturn 2\n")

    assert [(one.name, one.message) for one in verdict.findings] == [
        (
            "Python can read your file",
            "halve.py:3: 'return' outside function\n    return 2\n    ^",
        )
    ]
    assert verdict.status is Status.FAILED
    assert verdict.points == 0


def test_calls_that_together_take_too_long_fail(course, exercise):
    patient = "import time\ndef halve(x):\n    time.sleep(0.7)\n    return x / 2\n"

    with Grader(course, limits=Limits(seconds=5.0, total_seconds=1.0)) as grader:
        verdict = grader.grade(exercise, patient, filename="halve.py", seed=1)

    assert [one.status for one in verdict.findings] == [Status.PASSED, Status.FAILED]
    assert verdict.findings[1].message == (
        "your code took 1 seconds for 2 calls, where all calls together have 1: "
        "calculate with whole tensors instead of loops"
    )


LOOPS_FOR_THE_SLOPE = """
def halve(x):
    while x.requires_grad: pass
    return x / 2
"""


def test_a_jail_that_dies_during_a_run_blocks_it(grader, grade):
    verdict = grade(LOOPS_FOR_THE_SLOPE, on_finding=lambda _: grader._servers.jail.kill())

    assert [one.status for one in verdict.findings] == [Status.PASSED, Status.BLOCKED]
    assert verdict.status is Status.BLOCKED
    assert verdict.points == 0
    assert grade(SOLUTION).passed


def test_a_template_that_dies_during_a_run_blocks_it(grader, grade):
    verdict = grade(LOOPS_FOR_THE_SLOPE, on_finding=lambda _: grader._servers.template.kill())

    assert verdict.status is Status.BLOCKED
    assert verdict.first_failure.message == "the grader ended before it was done"
    assert grade(SOLUTION).passed


def test_a_cancelled_run_gives_no_verdict_and_the_next_one_does(grader, grade):
    with pytest.raises(CancelledError, match="grading was cancelled"):
        grade(LOOPS_FOR_THE_SLOPE, on_finding=lambda _: grader.cancel())

    assert grade(SOLUTION).passed


def test_closing_ends_the_run_that_is_under_way(course, exercise):
    grader = Grader(course)

    with pytest.raises(CancelledError):
        grader.grade(
            exercise,
            LOOPS_FOR_THE_SLOPE,
            filename="halve.py",
            on_finding=lambda _: grader.close(),
        )


def test_what_comes_after_closing_starts_nothing(course, exercise):
    grader = Grader(course)
    grader.close()

    grader.warm()
    with pytest.raises(CancelledError, match="grading was cancelled"):
        grader.grade(exercise, SOLUTION, filename="halve.py")

    assert grader._servers is None


def test_a_server_that_cannot_be_started_is_told_and_leaves_nothing_open(
    course, exercise, monkeypatch
):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(BlockedError) as caught, Grader(course) as grader:
        grader.grade(exercise, SOLUTION, filename="halve.py")
    gc.collect()  # an open socket would warn, and a warning is an error

    assert str(caught.value) == "the grader cannot be started: no such file or directory"


@pytest.mark.parametrize("seed", [0, (1 << 63) - 1], ids=["the first", "the last"])
def test_every_seed_within_range_is_good(grader, exercise, seed):
    assert grader.grade(exercise, SOLUTION, filename="halve.py", seed=seed).passed


@pytest.mark.parametrize("seed", [-1, 1 << 63, 1 << 64])
def test_a_seed_out_of_range_is_refused_before_anything_runs(grader, exercise, seed):
    with pytest.raises(TutorError) as caught:
        grader.grade(exercise, SOLUTION, filename="halve.py", seed=seed)

    assert str(caught.value) == f"the seed must lie from 0 to 2**63 − 1, but is {seed}"
    assert caught.value.hint == "choose another seed"


@pytest.mark.parametrize("content", [None, b"\xff"], ids=["missing", "not UTF-8"])
def test_a_stub_that_cannot_be_read_blocks(grader, exercise, tmp_path, content):
    stub = tmp_path / "halve.py"
    if content is not None:
        stub.write_bytes(content)

    with pytest.raises(BlockedError) as caught:
        grader.grade(replace(exercise, stub=stub), SOLUTION, filename="halve.py")

    assert str(caught.value) == f"{stub}: this stub cannot be read"
    assert caught.value.hint == "check the course: `tutor course check`"


def test_a_solution_that_is_no_python_file_is_refused():
    with pytest.raises(BlockedError) as caught:
        load_reference(Path("solutions/halve.txt"))

    assert str(caught.value) == "solutions/halve.txt: not a Python file"
    assert caught.value.hint == "let its name end in `.py`"


def test_cancelling_nothing_is_no_error(grader, grade):
    grader.cancel()

    assert grade(SOLUTION).passed


def test_a_machine_that_passes_no_sockets_is_told_so(course, exercise, monkeypatch):
    monkeypatch.delattr(socket, "send_fds")

    with pytest.raises(BlockedError) as caught, Grader(course) as grader:
        grader.grade(exercise, SOLUTION, filename="halve.py")

    assert str(caught.value) == "grading needs a system that passes sockets between processes"
    assert caught.value.hint == "on Windows, use the tutor in WSL 2"


def test_an_exercise_may_give_a_call_more_time_than_others_do(grader, exercise):
    longer = replace(exercise, seconds=2.0)

    verdict = grader.grade(longer, "def halve(x):\n    while True: pass\n", filename="halve.py")

    assert "gave no answer within 2 seconds" in verdict.first_failure.message
