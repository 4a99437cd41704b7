"""Which files a learner's process needs: Python and its libraries, and nothing of the course.

Whoever closes files to a process, the kernel (`landlock`) or namespaces (`bubblewrap`), starts
from these lists.
"""

from __future__ import annotations

import site
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/nix/store",
    "/gnu/store",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/proc/cpuinfo",
    "/sys/devices/system/cpu",
)
"""What the interpreter and torch open besides Python's own files."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
LOADER = ("/sbin/ldconfig", "/sbin/ldconfig.real", "/bin/sh")
"""By what `ctypes` finds a library, before anything is closed."""


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


def to_start() -> set[Path]:
    """What besides libraries is needed to start Python again, as it is called now."""
    places = {Path(sys.executable), Path(sys.prefix, "pyvenv.cfg"), *map(Path, LOADER)}
    return {place for place in places if place.exists()}


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


def links(path: Path) -> dict[Path, Path]:
    """The symbolic links on the way to an absolute path, and where each of them points."""
    found: dict[Path, Path] = {}
    at, ahead = Path("/"), list(reversed(path.parts[1:]))
    while ahead:
        part = ahead.pop()
        at = at.parent if part == ".." else at / part
        if at.is_symlink() and at not in found:
            target = found[at] = at.readlink()
            ahead += reversed(target.parts[target.is_absolute() :])
            at = Path("/") if target.is_absolute() else at.parent
    return found
