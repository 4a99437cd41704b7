"""Where faults are gathered, and how the paths in them are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from tutor.errors import Fault


class Report(Protocol):
    """Notes a fault of one file; reading goes on."""

    def __call__(self, line: int, what: str, hint: str, *, warning: bool = False) -> None:
        """Note it. line: from 1; 0 where there is none."""


class Faults:
    """Gathers the faults of one course.

    seen_from: paths of faults below this directory are written relative to it.
    """

    def __init__(self, root: Path, seen_from: Path) -> None:
        self._root = root
        self._seen_from = seen_from
        self._found: list[Fault] = []

    def of(self, path: Path) -> Report:
        """The report for one file of the course."""
        return partial(self._add, self._shown(path))

    def take(self, faults: Iterable[Fault]) -> None:
        """Add faults that were found elsewhere."""
        for fault in faults:
            path = self._shown(fault.path) if fault.path.is_absolute() else fault.path
            self._found.append(replace(fault, path=path))

    def in_order(self) -> list[Fault]:
        """By path, then by line."""
        return sorted(self._found, key=lambda fault: (str(fault.path), fault.line))

    def _add(self, path: Path, line: int, what: str, hint: str, *, warning: bool = False) -> None:
        self._found.append(Fault(path, line, what, hint, warning))

    def _shown(self, path: Path) -> Path:
        base = self._seen_from if path.is_relative_to(self._seen_from) else self._root.parent
        return path.relative_to(base)
