"""Where faults are gathered, and how the paths in them are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from tutor.errors import Fault


class Report(Protocol):
    """Notes a fault of one file; reading goes on."""

    def __call__(self, line: int, what: str, hint: str, *, warning: bool = False) -> None:
        """Note it. line: from 1; 0 where there is none."""


@dataclass(frozen=True)
class Faults:
    """The faults of one course, in the order in which they are found."""

    root: Path
    seen_from: Path
    """Paths below this directory are written relative to it."""
    found: list[Fault] = field(default_factory=list)

    def of(self, path: Path) -> Report:
        """The report for one file of the course."""
        return partial(self._add, self._shown(path))

    def in_order(self) -> tuple[Fault, ...]:
        """By path, then by line."""
        return tuple(sorted(self.found, key=lambda fault: (str(fault.path), fault.line)))

    def _add(self, path: Path, line: int, what: str, hint: str, *, warning: bool = False) -> None:
        self.found.append(Fault(path, line, what, hint, warning))

    def _shown(self, path: Path) -> Path:
        base = self.seen_from if path.is_relative_to(self.seen_from) else self.root.parent
        return path.relative_to(base)
