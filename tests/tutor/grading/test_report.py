from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.tutor.grading.verdicts import FAILED, NOT_STARTED, OF_EVERY_KIND, PASSED
from tutor.grading.report import as_json

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = DOCS / "schemas" / "grade.schema.json"


@pytest.fixture(scope="module")
def valid():
    """Whether a report is what the published schema says."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema).is_valid


def test_json_says_everything_a_verdict_knows():
    assert json.loads(as_json([FAILED])) == {
        "schema": 1,
        "exercises": [
            {
                "exercise": "q_sample",
                "status": "failed",
                "points": 10 / 3,
                "out_of": 10.0,
                "seconds": 1.0,
                "checks": [
                    {
                        "name": "x_t = √ᾱ_t·x_0",
                        "status": "failed",
                        "points": 0.0,
                        "out_of": 10 / 3,
                        "message": "expected 1, seen <2>\n  File …",
                        "seconds": 0.1,
                    },
                    {
                        "name": "any shape",
                        "status": "passed",
                        "points": 10 / 3,
                        "out_of": 10 / 3,
                        "message": "",
                        "seconds": 0.1,
                    },
                    {
                        "name": "float32",
                        "status": "failed",
                        "points": 0.0,
                        "out_of": 10 / 3,
                        "message": "expected dtype float32",
                        "seconds": 0.1,
                    },
                ],
                "mistake": {
                    "id": "weights-not-sqrt",
                    "why": "Take the root.",
                    "see": "02_forward_process#jump",
                },
                "also": None,
                "seed": 8,
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


def test_json_is_what_the_published_schema_says(valid):
    assert valid(json.loads(as_json(OF_EVERY_KIND)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"isolation": "none"},
        {"exercises": [{"exercise": "alpha_bar"}]},
        {"hidden_test": "test_alpha_bar.py"},
    ],
    ids=["an unknown isolation", "half an exercise", "another key"],
)
def test_the_published_schema_refuses_what_is_not_promised(valid, wrong):
    assert not valid({**json.loads(as_json([PASSED])), **wrong})


def test_the_published_schema_lets_nothing_pass_with_a_failed_check(valid):
    report = json.loads(as_json([FAILED]))
    report["exercises"][0] |= {"status": "passed", "mistake": None}

    assert not valid(report)


def test_the_example_in_the_documentation_is_what_the_published_schema_says(valid):
    page = (DOCS / "machine-readable.md").read_text(encoding="utf-8")

    example = page.partition("```json\n")[2].partition("```")[0]

    assert valid(json.loads(example))
