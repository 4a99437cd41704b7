"""Ending what a run has left behind, and nothing else on this machine."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def end_others(spared: int | None) -> None:
    """Kill and reap what this process has below it, but for one that it still needs.

    The first process of a namespace can kill all others of it at once, however fast they fork.
    Elsewhere it is children that are killed, where the system lists them: orphans become some.
    """
    if os.getpid() == 1 and spared is None:
        with suppress(ProcessLookupError):  # nobody else is left
            os.kill(-1, signal.SIGKILL)
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
    while children := [pid for pid in _children() if pid != spared]:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _children() -> list[int]:
    try:
        listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    except OSError:  # closed to a fenced jail, whose workers cannot fork
        return []
    return [int(pid) for pid in listed.split()]
