from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from tests.tutor.grading.verdicts import BLOCKED, FAILED, NOT_STARTED, OF_EVERY_KIND, PASSED
from tutor.grading.junit import as_junit

SCHEMA = Path(__file__).parent / "schemas" / "junit-10.xsd"
"""Of Jenkins' xUnit plugin, as published; its licence is in it."""


@pytest.mark.parametrize(
    ("verdict", "counts", "tag"),
    [
        (PASSED, {"tests": "1", "failures": "0", "errors": "0", "skipped": "0"}, None),
        (FAILED, {"tests": "3", "failures": "2", "errors": "0", "skipped": "0"}, "failure"),
        (BLOCKED, {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"}, "error"),
        (NOT_STARTED, {"tests": "1", "failures": "0", "errors": "0", "skipped": "1"}, "skipped"),
    ],
    ids=["passed", "failed", "blocked", "not started"],
)
def test_junit_counts_what_came_out(verdict, counts, tag):
    suite = ElementTree.fromstring(as_junit([verdict])).find("testsuite")

    assert {name: suite.get(name) for name in counts} == counts
    assert [child.tag for child in suite.find("testcase")] == ([tag] if tag else [])


def test_junit_carries_the_message_and_what_was_printed():
    suite = ElementTree.fromstring(as_junit([FAILED])).find("testsuite")

    failure = suite.find("testcase/failure")
    assert failure.get("message") == "expected 1, seen <2>"
    assert failure.text == "  File …"
    assert suite.find("system-out").text == "shape (2, 3)\n"


def test_junit_says_how_to_repeat_a_run():
    suite = ElementTree.fromstring(as_junit([FAILED])).find("testsuite")

    properties = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert properties == {"isolation": "kernel", "seed": "8"}


def test_junit_is_what_the_published_schema_says():
    schema = xmlschema.XMLSchema(SCHEMA)
    report = as_junit(OF_EVERY_KIND)

    assert schema.is_valid(report)
    assert not schema.is_valid(report.replace('tests="1"', 'test="1"'))
