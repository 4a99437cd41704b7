"""How well this machine can fence in a process that runs a learner's code, and the fence itself.

Profiles, strongest first; the first that works is the one in force:

KERNEL   Landlock closes files, seccomp closes system calls, no capability of root is left
FILES    the same without seccomp: processes can be started, and those of the user be limited
CALLS    the same without Landlock: hidden files can be read
BASIC    limits alone: hidden files can be read, other processes of the user be reached

A verdict knows `kernel` and `basic`; half a fence counts as none. A stronger one (bubblewrap, with
namespaces of its own) goes in front.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tutor.sandbox.calls import close_calls, drop_privileges, hide_memory
from tutor.sandbox.files import close_files, close_signals
from tutor.sandbox.limits import Limits, address_space, impose


@dataclass(frozen=True)
class Profile:
    """One strength of isolation."""

    name: str
    """What a verdict says of it: `kernel` or `basic`."""
    says: str
    files: bool
    """Whether Landlock takes part."""
    calls: bool
    """Whether seccomp takes part."""


KERNEL = Profile(
    "kernel", "Landlock and seccomp close files, network and other processes", True, True
)
FILES = Profile(
    "basic", "Landlock closes files; no seccomp: learners' code can start processes", True, False
)
CALLS = Profile(
    "basic", "seccomp closes processes; no Landlock: learners' code reads what you can", False, True
)
BASIC = Profile(
    "basic", "limits and timeouts only: learners' code can read what you can read", False, False
)


@cache
def strongest() -> Profile:
    """The strongest profile that works here, each tried once in a child of this process."""
    return next((profile for profile in (KERNEL, FILES, CALLS) if _works(profile)), BASIC)


def _works(profile: Profile) -> bool:
    child = os.fork()
    if child == 0:
        worked = False
        try:
            enclose(profile, hidden=())
            shut(profile, Limits(), present=0)
            worked = True
        finally:
            os._exit(0 if worked else 1)  # no clean-up of the parent's affairs in the child
    _, status = os.waitpid(child, 0)
    return status == 0


def confine(
    limits: Limits,
    *,
    hidden: Iterable[Path],
    readable: Iterable[Path] = (),
) -> Profile:
    """Fence in this process, for good, as strongly as can be; call it before any thread starts.

    hidden: what must not be opened wherever it lies. readable: what may be read besides Python and
    its libraries. Every later import finds only those.
    """
    profile, present = strongest(), address_space()
    enclose(profile, hidden=hidden, readable=readable)
    shut(profile, limits, present)
    return profile


def enclose(
    profile: Profile,
    *,
    hidden: Iterable[Path],
    readable: Iterable[Path] = (),
) -> None:
    """The half of `confine` that forked children inherit and that still lets a process fork."""
    if profile == BASIC:
        hide_memory()
    else:
        drop_privileges()
    if profile.files:
        close_files(hidden, readable)


def shut(profile: Profile, limits: Limits, present: int) -> None:
    """The other half: no new process, and no more than the limits. `present`: as in `impose`."""
    if profile.files:
        close_signals()
    if profile.calls:
        close_calls()
        impose(limits, present)
    else:  # all that stops a process here from starting others
        impose(replace(limits, processes=0), present)
