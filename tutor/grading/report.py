"""Verdicts as other programs read them: JSON and JUnit XML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tutor.course.verdict import Finding, Mistake, Status, Verdict

SCHEMA = 1
JUNIT_TAGS = {Status.FAILED: "failure", Status.BLOCKED: "error", Status.NOT_STARTED: "skipped"}
NOT_STARTED = "not started"


def as_json(verdicts: Sequence[Verdict]) -> str:
    """One object for all; `isolation` is null where no code had to be run."""
    isolation = next((one.isolation for one in verdicts if one.isolation), None)
    exercises = [_exercise(verdict) for verdict in verdicts]
    return json.dumps(
        {"schema": SCHEMA, "exercises": exercises, "isolation": isolation},
        ensure_ascii=False,
        indent=2,
    )


def as_junit(verdicts: Sequence[Verdict]) -> str:
    """One test suite for each exercise, one test case for each check."""
    root = Element("testsuites")
    for verdict in verdicts:
        suite = SubElement(root, "testsuite", name=verdict.subject)
        cases = verdict.findings or (Finding(verdict.subject, verdict.status, 0.0, NOT_STARTED),)
        suite.set("tests", str(len(cases)))
        for tag, status in (("failures", Status.FAILED), ("errors", Status.BLOCKED)):
            suite.set(tag, str(sum(case.status is status for case in cases)))
        suite.set("skipped", str(sum(case.status is Status.NOT_STARTED for case in cases)))
        suite.set("time", f"{verdict.seconds:.3f}")
        for case in cases:
            _case(suite, verdict.subject, case)
        if verdict.printed:
            SubElement(suite, "system-out").text = verdict.printed
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: Element, subject: str, finding: Finding) -> None:
    case = SubElement(suite, "testcase", classname=subject, name=finding.name)
    case.set("time", f"{finding.seconds:.3f}")
    if tag := JUNIT_TAGS.get(finding.status):
        headline, _, rest = finding.message.partition("\n")
        SubElement(case, tag, message=headline).text = rest


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
        "message": finding.message,
        "seconds": finding.seconds,
    }


def _mistake(mistake: Mistake | None) -> dict[str, str] | None:
    return {"id": mistake.id, "why": mistake.why, "see": mistake.see} if mistake else None
