from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.grading.report import as_json, as_junit

PASSED = Verdict(
    "alpha_bar", Status.PASSED, 5.0, 5.0, (Finding("a product", Status.PASSED, 5.0, "", 0.25),),
    seconds=0.5, isolation="kernel",
)  # fmt: skip
FAILED = Verdict(
    "q_sample",
    Status.FAILED,
    2.5,
    10.0,
    (
        Finding("x_t = √ᾱ_t·x_0", Status.FAILED, 0.0, "expected 1, seen <2>\n  File …", 0.1),
        Finding("any shape", Status.PASSED, 2.5, "", 0.1),
    ),
    Mistake("weights-not-sqrt", "Take the root.", "02_forward_process#jump"),
    1.0,
    "shape (2, 3)\n",
    "kernel",
    41,
    Mistake("noise-drawn-inside", "Use the argument."),
)
BLOCKED = Verdict(
    "ddim_step", Status.BLOCKED, 0.0, 15.0, (Finding("the grader", Status.BLOCKED, 0.0, "gone"),)
)
NOT_STARTED = Verdict("cfg_combine", Status.NOT_STARTED, 0.0, 5.0)


def test_json_says_everything_a_verdict_knows():
    assert json.loads(as_json([FAILED])) == {
        "schema": 1,
        "exercises": [
            {
                "exercise": "q_sample",
                "status": "failed",
                "points": 2.5,
                "out_of": 10.0,
                "seconds": 1.0,
                "checks": [
                    {
                        "name": "x_t = √ᾱ_t·x_0",
                        "status": "failed",
                        "points": 0.0,
                        "message": "expected 1, seen <2>\n  File …",
                        "seconds": 0.1,
                    },
                    {
                        "name": "any shape",
                        "status": "passed",
                        "points": 2.5,
                        "message": "",
                        "seconds": 0.1,
                    },
                ],
                "mistake": {
                    "id": "weights-not-sqrt",
                    "why": "Take the root.",
                    "see": "02_forward_process#jump",
                },
                "also": {"id": "noise-drawn-inside", "why": "Use the argument.", "see": ""},
                "seed": 41,
                "printed": "shape (2, 3)\n",
            }
        ],
        "isolation": "kernel",
    }


def test_json_names_no_isolation_where_nothing_ran():
    report = json.loads(as_json([NOT_STARTED]))

    assert report["isolation"] is None
    assert report["exercises"][0]["status"] == "not_started"
    assert report["exercises"][0]["mistake"] is None
    assert report["exercises"][0]["seed"] is None


@pytest.mark.parametrize(
    ("verdict", "counts", "tag"),
    [
        (PASSED, {"tests": "1", "failures": "0", "errors": "0", "skipped": "0"}, None),
        (FAILED, {"tests": "2", "failures": "1", "errors": "0", "skipped": "0"}, "failure"),
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
