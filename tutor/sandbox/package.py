"""Which `tutor` a process of ours runs: the very one that starts it."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def own_package(environ: Mapping[str, str]) -> dict[str, str]:
    """What makes a process run this very package, where Python may know another or none."""
    parent = str(PACKAGE.parent)
    if parent in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        return {}  # found there anyway; in front of Python's own library it could hide some of it
    return {"PYTHONPATH": os.pathsep.join(filter(None, (parent, environ.get("PYTHONPATH"))))}


def forget_own_place() -> None:
    """Let nobody in this process look up where the package lies; all it needs is loaded."""
    if own_package({}):
        sys.path[:] = [place for place in sys.path if place != str(PACKAGE.parent)]
    os.environ.pop("PYTHONPATH", None)
    sys.argv[:] = [""]
