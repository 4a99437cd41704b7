"""Namespaces around a program: put in front of it, bubblewrap shows it nothing but what it needs.

The files it sees are those of a list, for reading; hidden folders inside them are covered. The one
place it can write to is scratch, in memory and small. The program itself is the first of its
process namespace: whatever it has started ends with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tutor.sandbox.package import PACKAGE
from tutor.sandbox.privileges import is_root
from tutor.sandbox.profile import KERNEL, Namespaces, Profile
from tutor.sandbox.readable import DEVICES, SYSTEM, links, python_roots, to_start
from tutor.sandbox.scratch import SCRATCH, SIZE

BY_A_USER = ("--unshare-all", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL")
BY_ROOT = (
    *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
    *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
)
"""Root needs no namespace of users: with these two it becomes nobody (see `privileges`)."""
PROC = {
    Namespaces.OWN: ("--proc", "/proc"),
    Namespaces.OUTER_PROC: ("--ro-bind", "/proc", "/proc"),
}
PATIENCE = 10.0
"""Seconds that starting Python may take on a machine which is busy."""


@dataclass(frozen=True)
class Found:
    """What bubblewrap can do here."""

    namespaces: Namespaces
    complaint: str = ""
    """What it said when it could not do all; empty if it is not there."""


def found() -> Found:
    """Try it on the interpreter that runs this, once for a process."""
    program = shutil.which("bwrap")
    return _tried(program, sys.executable) if program else Found(Namespaces.NONE)


@cache
def _tried(program: str, python: str) -> Found:
    complaint = ""
    for namespaces in PROC:
        try:
            ran = subprocess.run(  # noqa: S603  our own interpreter
                [program, *_options(namespaces, ()), python, "-I", "-S", "-c", ""],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                env={},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return Found(Namespaces.NONE, str(error))
        if ran.returncode == 0:
            return Found(namespaces, complaint)
        complaint = complaint or ran.stderr.decode(errors="replace").strip()
    return Found(Namespaces.NONE, complaint)


def wanted() -> Profile:
    """The strongest profile there may be here; what the kernel adds shows in the process itself."""
    return replace(KERNEL, namespaces=found().namespaces)


def prefix(namespaces: Namespaces, hidden: Iterable[Path]) -> list[str]:
    """What goes in front of a Python program to run it in there; nothing for no namespaces.

    hidden: what must not be seen, wherever it lies.
    """
    if not namespaces:
        return []
    return [shutil.which("bwrap") or "bwrap", *_options(namespaces, hidden)]


def _options(namespaces: Namespaces, hidden: Iterable[Path]) -> list[str]:
    started_by = BY_ROOT if is_root() else BY_A_USER
    about = ("--as-pid-1", "--hostname", "jail", "--chdir", str(SCRATCH))
    return [*started_by, *about, *_view(namespaces, hidden)]


class Enclosed(subprocess.Popen[bytes]):
    """A program behind `prefix`, started in a session of its own.

    Its process is bubblewrap's, which dies alone; so signals go to both, and to end it is to kill
    it, for the first process of a namespace heeds nothing else.
    """

    def send_signal(self, number: int) -> None:
        """Send it to all but what has left the session; the kernel ends that with the rest."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL if number == signal.SIGTERM else number)


def _view(namespaces: Namespaces, hidden: Iterable[Path]) -> Iterator[str]:
    """Which files there are, as options."""
    needed = {*python_roots(), *to_start(), PACKAGE, *map(Path, SYSTEM)}
    needed = {path for path in needed if path.exists() and not path.is_relative_to("/proc")}
    secrets = outermost(path.resolve() for path in hidden)
    real = outermost(path.resolve() for path in needed)
    trees = [tree for tree in real if not is_inside(tree, secrets)]
    pointers = {at: to for path in needed for at, to in links(path).items()}
    pointers = {at: to for at, to in pointers.items() if not is_inside(at, trees)}
    places = [*trees, *pointers, *map(Path, DEVICES), SCRATCH]
    for folder in sorted({above for place in places for above in place.parents[:-1]}):
        yield from ("--perms", "0755", "--dir", str(folder))
    for at, to in pointers.items():
        yield from ("--symlink", str(to), str(at))
    for tree in trees:
        yield from ("--ro-bind", str(tree), str(tree))
    for device in DEVICES:
        yield from ("--dev-bind", device, device)
    for secret in secrets:
        if secret.exists() and is_inside(secret, trees):
            yield from _covered(secret)
    yield from PROC[namespaces]
    yield from ("--perms", "1777", "--size", str(SIZE), "--tmpfs", str(SCRATCH))
    yield from ("--remount-ro", "/")


def _covered(secret: Path) -> tuple[str, ...]:
    if secret.is_dir():
        return "--perms", "0755", "--tmpfs", str(secret), "--remount-ro", str(secret)
    return "--ro-bind", os.devnull, str(secret)


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Those that do not lie inside another of them, in order."""
    kept: list[Path] = []
    for path in sorted(set(paths)):
        if not is_inside(path, kept):
            kept.append(path)
    return kept


def is_inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether it is one of them, or lies in one."""
    return any(path.is_relative_to(folder) for folder in folders)
