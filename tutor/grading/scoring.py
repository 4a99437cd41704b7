"""From the reports of a grader to a verdict, which exists only if the run was complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tutor.course.course import Exercise, Misconception
from tutor.course.verdict import Finding, Mistake, Status, Verdict

GRADER = "the grader"
"""Name of the finding that says why there is no verdict."""


READABLE = "Python can read your file"
"""Name of the one check that needs no hidden test."""


def unreadable(complaint: str, out_of: float) -> Finding:
    """What is found in a file that no check can be put to."""
    return Finding(READABLE, Status.FAILED, 0.0, complaint, out_of=out_of)


class Score:
    """Takes the reports of one run as they come."""

    def __init__(self, exercise: Exercise, on_finding: Callable[[Finding], None]) -> None:
        self._exercise = exercise
        self._on_finding = on_finding
        self._collected: list[tuple[str, float]] = []
        self._findings: dict[int, Finding] = {}
        self._isolation = ""
        self._printed = ""
        self._mistakes: list[tuple[str, str]] = []
        self._complete = False
        self._broken = ""

    def take(self, report: Mapping[str, Any]) -> None:
        """Take in one report."""
        match report:
            case {"collected": collected}:
                self._collected = [(str(name), float(weight)) for name, weight in collected]
            case {"unreadable": complaint}:
                self._collected = [(READABLE, 1.0)]
                self._findings[0] = unreadable(str(complaint), self._exercise.points)
                self._on_finding(self._findings[0])
            case {"check": int(index)}:
                finding = self._finding(index, report)
                self._findings[index] = finding
                self._on_finding(finding)
            case {"isolation": isolation, "printed": printed}:
                self._isolation, self._printed = isolation, printed
            case {"mistake": known, "why": why}:
                self._mistakes.append((known, why))
            case {"broken": reason}:
                self._broken = self._broken or str(reason)
            case {"complete": True}:
                self._complete = True

    def _finding(self, index: int, report: Mapping[str, Any]) -> Finding:
        name, weight = self._collected[index]
        status = Status(report["status"])
        share = self._exercise.points * weight / sum(other for _, other in self._collected)
        points = share if status is Status.PASSED else 0.0
        return Finding(name, status, points, report["message"], report["seconds"], share)

    def verdict(
        self, misconceptions: Mapping[str, Misconception], seconds: float, seed: int | None = None
    ) -> Verdict:
        """The judgement on a run that has ended."""
        findings = tuple(self._findings[index] for index in sorted(self._findings))
        statuses = {finding.status for finding in findings}
        trouble = self._trouble()
        if trouble:
            findings = (Finding(GRADER, Status.BLOCKED, 0.0, trouble), *findings)
            status = Status.BLOCKED
        elif Status.BLOCKED in statuses:
            status = Status.BLOCKED
        else:
            status = Status.FAILED if Status.FAILED in statuses else Status.PASSED
        mistake, also = self._named(misconceptions) if status is Status.FAILED else (None, None)
        return Verdict(
            self._exercise.slug,
            status,
            self._points(status, findings),
            self._exercise.points,
            findings,
            mistake,
            seconds,
            self._printed,
            self._isolation,
            seed,
            also,
        )

    def _trouble(self) -> str:
        """Why there can be no verdict; empty if there can."""
        if self._broken:
            return self._broken
        if not self._complete:
            return "the grader ended before it was done"
        if not self._collected:
            return "there are no checks"
        if len(self._findings) != len(self._collected):
            return f"{len(self._findings)} of {len(self._collected)} checks reported"
        return ""

    def _points(self, status: Status, findings: tuple[Finding, ...]) -> float:
        """All or their sum, so that no rounding takes from what is complete."""
        if status is Status.BLOCKED:
            return 0.0
        if status is Status.PASSED:
            return self._exercise.points
        return sum(finding.points for finding in findings)

    def _named(
        self, misconceptions: Mapping[str, Misconception]
    ) -> tuple[Mistake | None, Mistake | None]:
        """The mistake that was made, and a second one if it takes two."""
        named = [
            Mistake(known, why, misconceptions[known].see if known in misconceptions else "")
            for known, why in self._mistakes
        ]
        return next(iter(named), None), next(iter(named[1:]), None)
