"""What the checks of an exercise make of versions of its solution, which the author wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tutor.course.course import Exercise
from tutor.errors import BlockedError
from tutor.grading.grader import Grader, Report


class Fate(StrEnum):
    """What became of a version."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    """A check broke: the verdict would be nobody's mark."""
    UNLOADABLE = "unloadable"
    """Not even imported: no version at all."""


@dataclass(frozen=True)
class Played:
    """What the checks made of one version."""

    fate: Fate
    message: str = ""
    mistake: str = ""
    """Id of the known mistake that it was taken for."""
    raised: str = ""
    """Type of the exception that every call raised; empty if some did not."""


ENDED = Played(Fate.FAILED, "the process ended")


def play(
    grader: Grader, exercise: Exercise, versions: Sequence[str], *, seed: int, to_the_end: bool
) -> list[Played]:
    """One for each version; BlockedError if nothing can be learned about any.

    The solution is played before and after them: where it does not pass, a failure shows nothing.
    A version that ends the process has failed, and the next are played by another.
    """
    solution = exercise.solution.read_text(encoding="utf-8")
    played: list[Played] = []
    while len(played) < len(versions):
        rest = [solution, *versions[len(played) :], solution]
        reports = grader.rehearse(exercise, rest, seed=seed, to_the_end=to_the_end)
        complete = any("complete" in one for one in reports)
        first, *others = [_played(one) for one in reports if "version" in one] or [ENDED]
        last = others.pop() if complete and others else first
        for control in (first, last):
            if control.fate is not Fate.PASSED:
                raise BlockedError(_trouble(control, reports))
        played += others if complete else [*others, ENDED]
    return played


def _played(report: Report) -> Played:
    told = (str(report[key]) for key in ("message", "mistake", "raised"))
    return Played(Fate(str(report["status"])), *told)


def _trouble(control: Played, reports: Sequence[Report]) -> str:
    broken = (str(one["broken"]) for one in reports if "broken" in one)
    message = f"the solution passes alone, but not beside others: {control.message}"
    return next(broken, message)
