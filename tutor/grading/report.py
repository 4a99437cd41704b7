"""Verdicts as one JSON object; `docs/schemas/grade.schema.json` says what is in it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tutor.course.verdict import Finding, Mistake, Verdict

SCHEMA = 1


def as_json(verdicts: Sequence[Verdict]) -> str:
    """One object for all; `isolation` is null where no code had to be run."""
    isolation = next((one.isolation for one in verdicts if one.isolation), None)
    exercises = [_exercise(verdict) for verdict in verdicts]
    return json.dumps(
        {"schema": SCHEMA, "exercises": exercises, "isolation": isolation},
        ensure_ascii=False,
        indent=2,
    )


def _exercise(verdict: Verdict) -> dict[str, object]:
    return {
        "exercise": verdict.subject,
        "status": verdict.status.value,
        "points": verdict.points,
        "out_of": verdict.out_of,
        "seconds": verdict.seconds,
        "checks": [_check(finding) for finding in verdict.findings],
        "mistake": _mistake(verdict.mistake),
        "also": _mistake(verdict.also),
        "seed": verdict.seed,
        "printed": verdict.printed,
    }


def _check(finding: Finding) -> dict[str, object]:
    return {
        "name": finding.name,
        "status": finding.status.value,
        "points": finding.points,
        "out_of": finding.out_of,
        "message": finding.message,
        "seconds": finding.seconds,
    }


def _mistake(mistake: Mistake | None) -> dict[str, str] | None:
    return {"id": mistake.id, "why": mistake.why, "see": mistake.see} if mistake else None
