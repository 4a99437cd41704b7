"""Each test runs a program of its own; the one that kills all is the first of its namespace."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tutor.sandbox.bubblewrap import prefix
from tutor.sandbox.profile import Namespaces

pytestmark = pytest.mark.isolation

LEFT_BEHIND = """
import os, signal, time
from tutor.sandbox.killing import end_others
from tutor.sandbox.process import adopt_orphans
def leave(depth):
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.setsid()
        if depth:
            leave(depth - 1)
        os.write(writing, b"there")
        time.sleep(1000)
    os.read(reading, 5)
    return pid
def ended(pid):
    try:
        return os.waitpid(pid, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        return True
"""


def output(program: str, *before: str) -> str:
    ran = subprocess.run(
        [*before, sys.executable, "-c", LEFT_BEHIND + program], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_the_first_process_of_a_namespace_ends_all_that_is_in_it():
    program = (
        "assert os.getpid() == 1\n"
        "leave(3)\n"
        "end_others(spared=None)\n"
        "print([name for name in os.listdir('/proc') if name.isdigit()])"
    )
    namespaces = prefix(Namespaces.OWN, ())
    package = ["env", "PYTHONPATH=" + ":".join(filter(None, sys.path))]

    assert output(program, *package, *namespaces) == "['1']"


def test_elsewhere_all_children_are_ended_and_no_other_process_but_the_spared():
    program = (
        "adopt_orphans()\n"
        "kept, gone = leave(0), leave(2)\n"
        "end_others(spared=kept)\n"
        "print(ended(gone), ended(kept))\n"
        "end_others(spared=None)\n"
        "print(ended(kept), os.kill(os.getppid(), 0))"
    )

    assert output(program) == "True False\nTrue None"
