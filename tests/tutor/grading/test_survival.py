"""Each of the four processes is killed at each moment: no mark is given that was not earned.

What was killed idle is there again; what was killed during a run blocks that run alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.grading import processes
from tests.tutor.grading.conftest import SOLUTION
from tests.tutor.grading.processes import is_gone, kill
from tutor.course.verdict import Status
from tutor.grading.grader import Grader

pytestmark = pytest.mark.isolation

HALVES_SLOWLY = """
import time
def halve(x):
    if x.requires_grad: time.sleep(0.3)
    return x / 2
"""
SERVERS = ["template", "jail"]


@pytest.fixture(scope="module")
def grader(course):
    with Grader(course) as grader:
        yield grader


@pytest.mark.parametrize("name", [*SERVERS, "worker"])
def test_what_was_killed_while_idle_is_started_anew(grader, grade, name):
    grade(SOLUTION)

    victim = getattr(processes, name)(grader)
    kill(victim)

    assert is_gone(victim)
    assert grade(SOLUTION).passed


@pytest.mark.parametrize("name", SERVERS)
def test_what_was_killed_while_it_was_loading_is_started_anew(grader, grade, name):
    grade(SOLUTION)
    kill(processes.template(grader))
    grader.warm()  # finds that one has died, and starts both

    kill(getattr(processes, name)(grader))

    assert grade(SOLUTION).passed


@pytest.mark.parametrize("name", [*SERVERS, "trial"])
def test_what_was_killed_during_a_run_blocks_it_and_the_next_one_passes(grader, grade, name):
    grade(SOLUTION)

    kills = once(lambda: kill(getattr(processes, name)(grader)))
    verdict = grade(HALVES_SLOWLY, on_finding=kills)

    assert verdict.status is Status.BLOCKED
    assert verdict.points == 0
    assert grade(SOLUTION).passed


def test_a_worker_that_was_killed_from_outside_is_replaced_and_asked_again(grader, grade):
    grade(SOLUTION)

    verdict = grade(HALVES_SLOWLY, on_finding=once(lambda: kill(processes.worker(grader))))

    assert verdict.passed


def test_a_worker_that_kills_itself_again_and_again_has_failed(grade):
    verdict = grade("import os\ndef halve(x): os.kill(os.getpid(), 9)\n")

    assert verdict.status is Status.FAILED
    assert verdict.first_failure.message == "`halve` crashed its own process (SIGKILL)"


@pytest.mark.parametrize("name", SERVERS)
def test_servers_that_die_after_each_run_are_there_for_each(grader, grade, name):
    for _ in range(3):
        assert grade(SOLUTION).passed
        kill(getattr(processes, name)(grader))


GRADES_FOR_EVER = """
import json, sys
from pathlib import Path
from tests.tutor.grading import processes
from tests.tutor.grading.conftest import course_at
from tutor.grading.grader import Grader
course = course_at(Path(sys.argv[1]))
with Grader(course) as grader:
    def tell(finding):
        names = ("template", "jail", "trial", "worker")
        print(json.dumps([getattr(processes, name)(grader) for name in names]), flush=True)
    source = "def halve(x):\\n    while x.requires_grad: pass\\n    return x / 2\\n"
    grader.grade(course.exercises["halve"], source, filename="halve.py", on_finding=tell)
"""


def test_nothing_is_left_of_a_grader_whose_own_process_was_killed(tmp_path):
    program = [sys.executable, "-c", GRADES_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as client:
        pids = json.loads(client.stdout.readline())

        client.kill()

        assert [pid for pid in pids if not is_gone(pid)] == []


def once(action):
    """Something to do at the first finding only."""
    waiting = [action]
    return lambda _: waiting and waiting.pop()()
