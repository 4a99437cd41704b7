"""What a judgement says, whether a hidden test or a question made it.

Feedback, progress and review read this and never ask which of the two it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor


class Status(StrEnum):
    """How a check, a question or a whole exercise came out."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    """The grader, the course or the machine is at fault: nobody's mark."""
    NOT_STARTED = "not_started"
    """The stub is untouched."""


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    name: str
    """The check's docstring: what the learner reads."""
    status: Status
    points: float
    """Points earned by this check, out of its share of the exercise's points."""
    message: str = ""
    """Why it failed, with the learner's own line where they raised; empty when passed."""
    seconds: float = 0.0
    out_of: float = 0.0
    """Its share of the exercise's points; 0 for what is no check, as the grader's own trouble."""


@dataclass(frozen=True)
class Mistake:
    """A known mistake that explains what was seen."""

    id: str
    why: str
    see: str = ""
    """Where it is taught, as `lesson#step`."""


@dataclass(frozen=True)
class Verdict:
    """The judgement on one exercise or one answer."""

    subject: str
    """Slug of the exercise, or id of the question."""
    status: Status
    points: float
    out_of: float
    findings: tuple[Finding, ...] = ()
    mistake: Mistake | None = None
    seconds: float = 0.0
    printed: str = ""
    """What the learner's code printed, shortened, control characters replaced."""
    isolation: str = ""
    """How the learner's code was fenced in, by the profile's name; empty for a question."""
    seed: int | None = None
    """What the inputs of the checks were drawn from; None where nothing was drawn."""
    also: Mistake | None = None
    """A second known mistake, where it takes both to explain what was seen."""

    @property
    def passed(self) -> bool:
        """Whether everything that was asked for is right."""
        return self.status is Status.PASSED

    @property
    def score(self) -> str:
        """As `3.5 of 10`; rounded down to a tenth, so that only a pass reads as full."""
        return f"{floor(self.points * 10 + 1e-6) / 10:g} of {self.out_of:g}"

    @property
    def first_failure(self) -> Finding | None:
        """The finding to show first, if any check did not pass."""
        return next((one for one in self.findings if one.status is not Status.PASSED), None)
