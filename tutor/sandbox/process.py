"""What a process asks the Linux kernel to do with it from now on; nothing on another system."""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
CAPABILITY_VERSION_3 = 0x20080522


def hide_memory() -> None:
    """Let no other process of this user read the memory or the environment of this one."""
    _ask("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent(signal: int) -> None:
    """Receive the signal when the parent's thread that forked this process ends."""
    _ask("prctl", PR_SET_PDEATHSIG, signal, 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of whatever a child leaves behind."""
    _ask("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def forbid_new_privileges() -> None:
    """Gain nothing from set-uid programs: only then may a user close a fence."""
    _ask("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def drop_capabilities() -> None:
    """Give up root's powers, all of them."""
    _ask("capset", (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)())


def _ask(function: str, *arguments: object) -> None:
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, function)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), function)
