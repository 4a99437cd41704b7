"""Which files a learner's process may open: Python and its libraries, and nothing of the course.

Landlock is a list of what is allowed, so a hidden folder inside an allowed one (a course in
site-packages) is left out by allowing all that lies around it. What Landlock does not cover,
names, sizes and times of files, stays visible.
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

with suppress(ImportError):  # not Linux: `isolation` finds that this profile does not work
    from landlockpy import AccessFS, AccessNet, Ruleset, Scope, UnsupportedError

SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/dev/null",
    "/dev/zero",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/sys/devices/system/cpu",
)
"""What the interpreter and torch open besides Python's own files."""


def python_roots() -> set[Path]:
    """The libraries of the interpreter and installed packages.

    Not all of `sys.prefix`: a checkout may lie there, and is it where `venv` was told `.`.
    """
    prefixes = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    roots = [Path(prefix, name) for prefix in prefixes for name in ("lib", sys.platlibdir)]
    paths = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    roots += map(Path, [*paths, *site.getsitepackages()])
    if site.ENABLE_USER_SITE:
        roots.append(Path(site.getusersitepackages()))
    return {root.resolve() for root in roots if root.is_dir()}


def around(root: Path, hidden: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Trees to open so that `root` can be read but for `hidden`, and folders on the way to them.

    All paths must be resolved. Those folders may be listed: an import looks into them by name.
    """
    hidden = tuple(hidden)
    if any(root.is_relative_to(secret) for secret in hidden):
        return [], []
    if not any(secret.is_relative_to(root) for secret in hidden):
        return [root], []
    trees, folders = [], [root]
    for child in root.iterdir():
        if not child.is_symlink():  # what it points to has a rule of its own, or none
            below_trees, below_folders = around(child, hidden)
            trees += below_trees
            folders += below_folders
    return trees, folders


def close_files(hidden: Iterable[Path], readable: Iterable[Path]) -> None:
    """Deny this process, for good, to write any file, and to read all but Python's and `readable`.

    `readable` does not override `hidden`. Signals to processes outside, and their sockets, are
    denied with it.
    """
    secrets = [path.resolve() for path in hidden]
    roots = python_roots() | {path.resolve() for path in (*map(Path, SYSTEM), *readable)}
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
