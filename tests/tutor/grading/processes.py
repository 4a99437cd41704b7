"""The processes of a grader, found by who started them, so that a test can end one of them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tutor.grading.grader import Grader

PATIENCE = 10.0
"""Seconds that something which is bound to happen gets."""


def children(pid: int) -> list[int]:
    """The processes that one has started itself."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:  # it has ended
        return []


def jail(grader: Grader) -> int:
    """The jail, which may be bubblewrap's child."""
    started = grader._servers.jail.pid
    command = Path(f"/proc/{started}/cmdline").read_bytes().split(b"\0")[0]
    return children(started)[0] if command.endswith(b"bwrap") else started


def template(grader: Grader) -> int:
    """The trusted fork server."""
    return grader._servers.template.pid


def trial(grader: Grader) -> int:
    """What grades one file, while it does."""
    return awaited(template(grader))


def worker(grader: Grader) -> int:
    """What runs the learner's code, or waits to."""
    return awaited(jail(grader))


def awaited(parent: int) -> int:
    """The newest child of a process, once there is one."""
    until = time.monotonic() + PATIENCE
    while not (found := children(parent)) and time.monotonic() < until:
        time.sleep(0.005)
    return found[-1]


def kill(pid: int) -> None:
    """End this process and no other."""
    os.kill(pid, signal.SIGKILL)


def is_gone(pid: int) -> bool:
    """Whether it has ended, given the time for it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.005)
    return False
