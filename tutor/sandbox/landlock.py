"""Closing files to this process by Landlock, which lists what stays open.

A hidden folder inside an open one (a course in site-packages) is left out by opening all that lies
around it. What Landlock does not cover, names, sizes and times of files, stays visible.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tutor.sandbox.readable import DEVICES, SYSTEM, around, python_roots

with suppress(ImportError):  # not Linux: `isolation` finds that this profile does not work
    from landlockpy import AccessFS, AccessNet, Ruleset, Scope, UnsupportedError


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

    `close_files` leaves those open that inherited it together: a jail and its workers.
    """
    signals_alone = partial(
        Ruleset, handled_fs=AccessFS.NONE, handled_net=AccessNet.NONE, best_effort=False
    )
    with suppress(UnsupportedError), signals_alone(scoped=Scope.SIGNAL) as rules:
        rules.restrict()  # Linux below 6.12 cannot; `calls` denies the ways it knows
