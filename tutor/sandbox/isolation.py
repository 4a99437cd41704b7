"""Fencing in a process that runs a learner's code, as strongly as this machine can.

In three steps, because each has its own last moment: namespaces before the process exists
(`bubblewrap`), what forked children inherit once everything is loaded (`enclose`), and what ends
all forking in the child that runs the code (`shut`). What each adds up to is a `profile`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from tutor.sandbox import bubblewrap
from tutor.sandbox.attempt import succeeds
from tutor.sandbox.calls import close_calls
from tutor.sandbox.landlock import close_files, close_signals
from tutor.sandbox.limits import Limits, address_space, impose
from tutor.sandbox.privileges import drop_privileges, is_root
from tutor.sandbox.process import forbid_new_privileges
from tutor.sandbox.profile import KERNEL, Namespaces, Profile
from tutor.sandbox.readable import python_roots
from tutor.sandbox.scratch import SCRATCH


def strongest() -> Profile:
    """The strongest profile that works on this machine."""
    return attainable(bubblewrap.wanted())


@cache
def attainable(wanted: Profile) -> Profile:
    """What of a profile the kernel grants to a process that is in its namespaces already."""
    for files, calls in ((True, True), (True, False), (False, True)):
        less = replace(wanted, files=files and wanted.files, calls=calls and wanted.calls)
        if (less.files or less.calls) and succeeds(partial(_close, less)):
            return less
    return replace(wanted, files=False, calls=False)


def _close(profile: Profile) -> None:
    enclose(replace(profile, namespaces=Namespaces.NONE), hidden=())
    shut(profile, Limits(), present=0)


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
    profile, present = attainable(KERNEL), address_space()
    enclose(profile, hidden=hidden, readable=readable)
    shut(profile, limits, present)
    return profile


def enclose(
    profile: Profile,
    *,
    hidden: Iterable[Path],
    readable: Iterable[Path] = (),
) -> None:
    """The step that forked children inherit and that still lets a process fork."""
    readable = tuple(readable)
    forbid_new_privileges()
    if profile.files:  # while root, who finds all that is hidden
        close_files(hidden, readable, [SCRATCH] if profile.namespaces else [])
    drop_privileges([*python_roots(), *readable])


def shut(profile: Profile, limits: Limits, present: int, threads: int | None = None) -> None:
    """The last step: no new process, and no more than the limits, as in `impose`."""
    if profile.files:
        close_signals()
    if profile.calls:
        # In namespaces, all but scratch and the devices, which are root's, is there for reading.
        close_calls(names=not profile.namespaces or is_root())
        impose(limits, present, threads)
    else:  # all that stops a process here from starting others
        impose(replace(limits, threads=0), present, threads=0)
