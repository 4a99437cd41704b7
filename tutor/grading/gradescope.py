"""Verdicts as Gradescope's `results.json`.

Its fields: https://gradescope-autograders.readthedocs.io/en/latest/specs/. A run that is blocked
makes none: where there is none, Gradescope says that the autograder failed, gives no score, and
notes the submission as one that failed at no fault of the student (`autograder_error` of
`submission_metadata.json`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from tutor.course.verdict import Finding, Status, Verdict
from tutor.errors import BlockedError

DIGITS = 2
"""Of points, after the point."""
NOT_STARTED = "not started"


def as_gradescope(verdicts: Sequence[Verdict]) -> str:
    """One test for each check, with its share of the points; BlockedError if a mark is missing.

    Everything in it is shown to students, as `tutor grade` shows it.
    """
    blocked = [f"`{one.subject}`" for one in verdicts if one.status is Status.BLOCKED]
    if blocked:
        raise BlockedError(
            f"no mark for Gradescope: {', '.join(blocked)} could not be graded",
            "mend what is reported as blocked, then run the autograder again",
        )
    tests = [test for number, one in enumerate(verdicts, 1) for test in _tests(number, one)]
    results = {
        "score": round(sum(float(test["score"]) for test in tests), DIGITS),
        "execution_time": round(sum(one.seconds for one in verdicts), 3),
        "output": "\n".join(map(_summary, verdicts)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {one.subject: _repeated(one) for one in verdicts},
    }
    return json.dumps(results, ensure_ascii=False, indent=2)


def _tests(number: int, verdict: Verdict) -> Iterator[dict[str, Any]]:
    missing = Finding(NOT_STARTED, Status.NOT_STARTED, 0.0, out_of=verdict.out_of)
    findings = verdict.findings or (missing,)
    shares = _to_the_cent([one.out_of for one in findings])
    for index, (finding, share) in enumerate(zip(findings, shares, strict=True), 1):
        passed = finding.status is Status.PASSED
        yield {
            "number": f"{number}.{index}",
            "name": f"{verdict.subject}: {finding.name}",
            "score": share if passed else round(finding.points, DIGITS),
            "max_score": share,
            "status": "passed" if passed else "failed",
            "output": finding.message,
            "tags": [verdict.subject],
        }


def _summary(verdict: Verdict) -> str:
    lines = [f"{verdict.subject}: {verdict.score} points"]
    known = [one for one in (verdict.mistake, verdict.also) if one]
    lines += [f"This looks like a known mistake: {one.why}" for one in known]
    return "\n".join(lines)


def _repeated(verdict: Verdict) -> dict[str, object]:
    """What it takes to run it once more in the same way."""
    return {"seed": verdict.seed, "isolation": verdict.isolation or None}


def _to_the_cent(shares: Sequence[float]) -> list[float]:
    """Rounded so that all together are worth what they were."""
    ends = [round(end, DIGITS) for end in accumulate(shares)]
    return [round(end - start, DIGITS) for start, end in pairwise([0.0, *ends])]
