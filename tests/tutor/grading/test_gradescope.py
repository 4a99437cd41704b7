from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from tests.tutor.grading.verdicts import BLOCKED, FAILED, NOT_STARTED, PASSED
from tutor.course.verdict import Finding, Mistake, Status, Verdict
from tutor.errors import BlockedError
from tutor.grading.gradescope import as_gradescope

SCHEMA = Path(__file__).parent / "schemas" / "gradescope.schema.json"


def results(*verdicts: Verdict) -> dict:
    return json.loads(as_gradescope(verdicts))


def test_a_check_is_a_test_with_its_share_of_the_points():
    first, second, third = results(FAILED)["tests"]

    assert first == {
        "number": "1.1",
        "name": "q_sample: x_t = √ᾱ_t·x_0",
        "score": 0.0,
        "max_score": 3.33,
        "status": "failed",
        "output": "expected 1, seen <2>\n  File …",
        "tags": ["q_sample"],
    }
    assert (second["status"], second["score"], second["max_score"]) == ("passed", 3.34, 3.34)
    assert third["number"] == "1.3"


def test_what_checks_are_worth_adds_up_to_what_exercises_are_worth():
    found = results(PASSED, FAILED, NOT_STARTED)

    assert round(sum(test["max_score"] for test in found["tests"]), 9) == 20.0
    assert found["score"] == round(sum(test["score"] for test in found["tests"]), 9) == 8.34


def test_a_file_that_nobody_can_read_is_worth_nothing_of_all_its_points():
    finding = Finding("Python can read your file", Status.FAILED, 0.0, "x.py:1: no", out_of=10.0)
    unread = Verdict("q_sample", Status.FAILED, 0.0, 10.0, (finding,))

    test = results(unread)["tests"][0]

    assert (test["score"], test["max_score"], test["output"]) == (0.0, 10.0, "x.py:1: no")


def test_an_exercise_that_was_not_begun_is_worth_nothing():
    test = results(NOT_STARTED)["tests"][0]

    assert test["name"] == "cfg_combine: not started"
    assert (test["score"], test["max_score"], test["status"]) == (0.0, 5.0, "failed")


def test_the_known_mistake_is_told_with_the_score():
    also = Mistake("first-t-only", "Each sample has its own t.")

    output = results(PASSED, replace(FAILED, also=also))["output"]

    assert output == (
        "alpha_bar: 5 of 5 points\n"
        "q_sample: 3.3 of 10 points\n"
        "This looks like a known mistake: Take the root.\n"
        "This looks like a known mistake: Each sample has its own t."
    )


def test_what_a_student_wrote_is_never_rendered_and_what_was_printed_is_not_shown():
    found = results(FAILED)

    formats = {found[key] for key in ("output_format", "test_output_format", "test_name_format")}
    assert formats == {"text"}
    assert found["stdout_visibility"] == "hidden"
    assert "shape (2, 3)" not in json.dumps(found)


def test_a_blocked_run_gives_no_mark_at_all():
    with pytest.raises(BlockedError) as caught:
        as_gradescope([PASSED, BLOCKED])

    assert str(caught.value) == "no mark for Gradescope: `ddim_step` could not be graded"
    assert caught.value.hint == "mend what is reported as blocked, then run the autograder again"


def test_results_are_what_gradescope_documents():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)

    found = results(PASSED, FAILED, NOT_STARTED)

    assert validator.is_valid(found)
    assert validator.is_valid({"tests": [{"name": "q_sample", "score": 2, "max_score": 2}]})
    assert not validator.is_valid({**found, "tests": [{"status": "blocked"}]})
    assert not validator.is_valid({"tests": [{"name": "no score anywhere"}]})
