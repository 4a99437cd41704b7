"""The one place where a process in namespaces of its own may write; it belongs to one run.

In memory, so that it ends with the namespaces, and so that its size has a limit that holds for all
files together. Elsewhere there is none: a limit on a folder of the disk can be had for one file
only.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tutor.sandbox.profile import Namespaces

SCRATCH = Path("/scratch")
SIZE = 16 << 20
"""Bytes of all that lies there."""
PLACES_TO_WRITE = ("HOME", "TMPDIR", "MPLCONFIGDIR", "TORCHINDUCTOR_CACHE_DIR")


def environment(namespaces: Namespaces) -> dict[str, str]:
    """Where libraries find a place to write, if there is one."""
    if namespaces:
        return {"USER": "learner", **dict.fromkeys(PLACES_TO_WRITE, str(SCRATCH))}
    # A folder that exists: torch makes one when an optimizer is imported, and may not.
    return {"TORCHINDUCTOR_CACHE_DIR": "/"}


def empty(folder: Path = SCRATCH) -> None:
    """Remove what a run has left; OSError or RecursionError if something refuses to go."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
