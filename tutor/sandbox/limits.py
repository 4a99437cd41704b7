"""What a learner's process may use up, and how the system is told."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

KEPT_OUTPUT = 1 << 16
"""Bytes of print that reach the learner; what comes after is dropped."""


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
    processes: int | None = None
    """Processes of this user in all, this one among them. The kernel counts threads as well."""


def address_space() -> int:
    """Bytes of address space this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def impose(limits: Limits, present: int) -> None:
    """Limit this process for good. `present`: its `address_space()`; 0 leaves memory free."""
    wanted = {
        "RLIMIT_AS": present + limits.memory if present and limits.memory else None,
        "RLIMIT_CPU": limits.cpu_seconds,
        "RLIMIT_FSIZE": limits.file_size,
        "RLIMIT_NOFILE": limits.open_files,
        "RLIMIT_NPROC": limits.processes,
        "RLIMIT_CORE": 0,
    }
    for name, value in wanted.items():
        if value is not None:
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (least, least))
