"""Findings that are kept from one check of a course to the next, each with what it rests on.

One small file for each lesson and exercise, in the user's folder for caches. It is only ever a
shortcut: without it, or with a damaged one, everything is found anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tutor.course.caches import put
from tutor.errors import Fault


class Ledger:
    """Finds only what has to be found anew.

    folder: None to keep nothing. anew: find everything, and keep it.
    """

    def __init__(self, folder: Path | None = None, *, anew: bool = False) -> None:
        self._folder = folder
        self._anew = anew
        self.unchanged: list[str] = []
        """Names whose findings were there."""

    def findings(
        self, name: str, root: Path, ground: Callable[[], str], find: Callable[[], list[Fault]]
    ) -> list[Fault]:
        """Those of that name: as they were kept, if their ground is still the same.

        Paths are kept as seen from `root`. Errors are found again each time, as some may be the
        machine's; so is what was found while its ground moved.
        """
        if self._folder is None:
            return find()
        file, before = self._folder / f"{name}.json", ground()
        kept = None if self._anew else _read(file, before, root)
        if kept is not None:
            self.unchanged.append(name)
            return kept
        found = find()
        if all(one.warning for one in found) and ground() == before:
            _write(file, before, root, found)
        return found


def _read(file: Path, ground: str, root: Path) -> list[Fault] | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["ground"] != ground or kept["seal"] != _seal(kept["faults"]):
            return None
        return [Fault(**{**one, "path": root / one["path"]}) for one in kept["faults"]]
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write(file: Path, ground: str, root: Path, found: list[Fault]) -> None:
    faults = [{**asdict(one), "path": str(one.path.relative_to(root))} for one in found]
    kept = {"ground": ground, "seal": _seal(faults), "faults": faults}
    put(file, json.dumps(kept).encode())


def _seal(faults: object) -> str:
    return hashlib.sha256(json.dumps(faults).encode()).hexdigest()
