"""Which editor opens the learner's files: the one they named, else one that is there."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping

from tutor.errors import TutorError

KNOWN = ("nano", "vim", "vi")
"""Tried in this order; nano first, because it says on its screen how to leave it."""


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """`VISUAL`, else `EDITOR`, else the first editor on `PATH` that needs no window.

    Raises TutorError where there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        if named := environ.get(name, "").strip():
            return _split(named, name)
    found = next((one for one in KNOWN if shutil.which(one, path=environ.get("PATH", ""))), None)
    if found is None:
        raise TutorError(
            "no editor is set, and none of nano, vim and vi is installed",
            "set `EDITOR`, or open the file in any editor: every save is graded",
        )
    return [found]


def _split(named: str, variable: str) -> list[str]:
    try:
        return shlex.split(named)
    except ValueError:
        raise TutorError(f"the editor `{named}` has an open quote", f"mend `{variable}`") from None
