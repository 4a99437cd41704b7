"""What a learner's process may use up, and how the system is told."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

KEPT_OUTPUT = 1 << 16
"""Bytes of print that reach the learner; what comes after is dropped."""

GRACE = {"RLIMIT_CPU": 1}
"""How far a limit can be passed: at that of time, a signal tells which it was; then one kills."""


@dataclass(frozen=True)
class Limits:
    """None lifts a limit; every other is meant for functions on small tensors."""

    seconds: float = 5.0
    """Wall time of one call. Whoever waits for the answer keeps it."""
    total_seconds: float = 60.0
    """Wall time of all calls of one run together, kept like `seconds`."""
    cpu_seconds: int | None = 120
    memory: int | None = 1 << 30
    """Bytes of address space beyond what the process has when the limit is set."""
    file_size: int | None = 1 << 20
    """Bytes of any one file that is written."""
    open_files: int | None = 64
    threads: int | None = 512
    """Threads and processes of this user beyond those there are already. Root has no limit."""


def address_space() -> int:
    """Bytes of address space this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def all_threads() -> int | None:
    """How many threads there are on this machine; None where the system does not say."""
    try:
        return int(Path("/proc/loadavg").read_text().split()[3].partition("/")[2])
    except OSError:
        return None


def impose(limits: Limits, present: int, threads: int | None = None) -> None:
    """Limit this process for good.

    present: its `address_space()`; 0 leaves memory free. threads: how many of this user there may
    be now, at most; None leaves them free.
    """
    counted = None if threads is None or limits.threads is None else threads + limits.threads
    wanted = {
        "RLIMIT_AS": present + limits.memory if present and limits.memory else None,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_FSIZE": limits.file_size,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": counted,
        "RLIMIT_CORE": 0,
    }
    for name, value in wanted.items():
        if value is not None:
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            most = least if least == hard else least + GRACE.get(name, 0)
            resource.setrlimit(kind, (least, most))
