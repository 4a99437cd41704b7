"""Closing files to this process by Landlock, which lists what stays open.

A hidden folder inside an open one (a course in site-packages) is left out by opening all that lies
around it. What Landlock does not cover, names, sizes and times of files, stays visible.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tutor.sandbox.readable import DEVICES, SYSTEM, around, python_roots

with suppress(ImportError):  # not Linux: `isolation` finds that this profile does not work
    from landlockpy import AccessFS, Ruleset, Scope

CREATE_RULESET, RESTRICT_SELF = 444, 446
"""Numbers of system calls, the same on every architecture."""


def close_files(
    hidden: Iterable[Path], readable: Iterable[Path], writable: Iterable[Path] = ()
) -> None:
    """Deny this process, for good, all files but Python's, `readable` and `writable`.

    Neither overrides `hidden`. Signals to processes outside, and their sockets, are denied with it.
    """
    secrets = [path.resolve() for path in hidden]
    roots = python_roots() | {path.resolve() for path in (*map(Path, SYSTEM + DEVICES), *readable)}
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111  Path.home() wants one to exist
    if not any(root.is_relative_to(home) for root in roots):
        secrets.append(home)
    read = AccessFS.READ_FILE | AccessFS.EXECUTE
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for root in filter(Path.exists, roots):
            trees, folders = around(root, secrets)
            for path in trees:
                rules.allow_path(path, read | AccessFS.READ_DIR if path.is_dir() else read)
            for path in folders:
                rules.allow_path(path, AccessFS.READ_DIR)
        for folder in writable:
            rules.allow_path(folder, ~AccessFS.NONE)
        rules.restrict()


def close_signals() -> None:
    """Deny this process, for good, to signal any but itself and its children, by whatever way.

    `close_files` leaves those open that inherited it together: a jail and its workers. It is done
    for each worker, so past the library, which takes ten times as long.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    signals_alone = struct.pack("QQQ", 0, 0, Scope.SIGNAL)
    rules = libc.syscall(CREATE_RULESET, signals_alone, ctypes.c_size_t(len(signals_alone)), 0)
    if rules < 0:  # Linux below 6.12 cannot; `calls` denies the ways it knows
        return
    try:
        if libc.syscall(RESTRICT_SELF, rules, 0) != 0:
            raise OSError(ctypes.get_errno(), "signals cannot be closed")
    finally:
        os.close(rules)
