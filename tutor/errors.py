"""Everything that can go wrong for a reason a user can understand, and the exit code each means.

TutorError                  2  wrong use, or a file the user must mend
├── CourseError             2  faults in the files of a course, all of them at once
├── LatexError              2  a lesson's formula is outside of what can be drawn (typeset)
├── FormulaError            2  a typed formula cannot be read (course.formula)
├── WorkspaceError          2  the workspace cannot be read or written
├── ProgressError           2  the record of progress cannot be read or written
├── TrainingError           2  the small model cannot be trained or sampled as asked
└── BlockedError            3  nobody's mark: the grader, the course or the machine is at fault

The message says what is wrong, in one sentence; `hint` says what to do about it, as an imperative.
Anything else that escapes is a defect of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class TutorError(Exception):
    """A problem the user can mend."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a course, at the line where the author wrote it."""

    path: Path
    line: int
    """From 1; 0 where there is no line, as for a missing file."""
    what: str
    hint: str = ""
    warning: bool = False
    """Whether the course can be taught with it."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.what}"


class CourseError(TutorError):
    """The faults of a course, in reading order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "\n".join(map(str, self.faults)), self.faults[0].hint if self.faults else ""
        )


class WorkspaceError(TutorError):
    """The learner's folder cannot be found, read or written."""


class ProgressError(TutorError):
    """The record of what the learner has done cannot be read or written."""


class TrainingError(TutorError):
    """The small model cannot be trained or sampled with this function, device or file."""


class BlockedError(TutorError):
    """No verdict is possible, through no fault of the learner."""

    exit_code = 3
