"""Giving up what root may do, and what this user may do to their other processes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from tutor.sandbox.attempt import succeeds
from tutor.sandbox.process import drop_capabilities, hide_memory

NOBODY = 65534
"""The user of whom the kernel says that somebody unknown is meant: next to nothing is theirs."""


def drop_privileges(needed: Iterable[Path]) -> None:
    """Give up, for good, root's name and powers, and memory that others can read.

    needed: folders still to be read. Root's name stays where nobody else may read them, or where
    the system knows no other user; the powers go all the same.
    """
    if is_root() and nobody_can_read(needed):
        _become_nobody()
    drop_capabilities()
    hide_memory()


def is_root() -> bool:
    """Whether this process may become another user; on Windows, there is no such thing."""
    return hasattr(os, "setresuid") and os.geteuid() == 0


def nobody_can_read(folders: Iterable[Path]) -> bool:
    """Whether root could become nobody here and still read all of these folders."""
    return succeeds(partial(_read_as_nobody, tuple(folders)))


def _read_as_nobody(folders: Iterable[Path]) -> None:
    _become_nobody()
    for folder in folders:
        if not os.access(folder, os.R_OK | os.X_OK):
            raise PermissionError(folder)


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
