"""Verdicts as JUnit XML, in the form that Jenkins' xUnit plugin publishes a schema of."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tutor.course.verdict import Finding, Status, Verdict

TAGS = {Status.FAILED: "failure", Status.BLOCKED: "error", Status.NOT_STARTED: "skipped"}
NOT_STARTED = "not started"


def as_junit(verdicts: Sequence[Verdict]) -> str:
    """One test suite for each exercise, one test case for each check."""
    root = Element("testsuites")
    for verdict in verdicts:
        _suite(root, verdict)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: Element, verdict: Verdict) -> None:
    cases = verdict.findings or (Finding(verdict.subject, verdict.status, 0.0, NOT_STARTED),)
    suite = SubElement(root, "testsuite", name=verdict.subject, tests=str(len(cases)))
    counted = (("failures", Status.FAILED), ("errors", Status.BLOCKED))
    for name, status in (*counted, ("skipped", Status.NOT_STARTED)):
        suite.set(name, str(sum(case.status is status for case in cases)))
    suite.set("time", f"{verdict.seconds:.3f}")
    if verdict.isolation:
        properties = SubElement(suite, "properties")
        SubElement(properties, "property", name="isolation", value=verdict.isolation)
        SubElement(properties, "property", name="seed", value=str(verdict.seed))
    for case in cases:
        _case(suite, verdict.subject, case)
    if verdict.printed:
        SubElement(suite, "system-out").text = verdict.printed


def _case(suite: Element, subject: str, finding: Finding) -> None:
    case = SubElement(suite, "testcase", classname=subject, name=finding.name)
    case.set("time", f"{finding.seconds:.3f}")
    if tag := TAGS.get(finding.status):
        headline, _, rest = finding.message.partition("\n")
        SubElement(case, tag, message=headline).text = rest
