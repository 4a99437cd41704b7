"""Verdicts as a result of Classroom 50."""

from __future__ import annotations

import json

import pytest

from tutor.course.verdict import Finding, Status, Verdict
from tutor.errors import BlockedError, TutorError
from tutor.grading.classroom50 import as_classroom50
from tutor.grading.handed_out import without_a_mark

TOLD = {
    "CLASSROOM": "ml",
    "ASSIGNMENT": "hw1",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://example.org/commit/1",
    "RELEASE_URL": "https://example.org/release/1",
    "REVIEW_URL": "https://example.org/review/1",
    "COMMITTED_AT": "2026-11-21T07:00:00Z",
}
FIRST = Finding("can be called", Status.PASSED, 0)


def verdict(status: Status, points: float) -> Verdict:
    return Verdict("q_sample", status, points, 10.0)


def test_a_result_has_the_fields_of_the_schema() -> None:
    written = as_classroom50([verdict(Status.PASSED, 10.0)], TOLD, public=False)

    assert json.loads(written) == {
        "schema": "classroom50/result/v1",
        "classroom": "ml",
        "assignment": "hw1",
        "submission": "submit/1",
        "commit": "https://example.org/commit/1",
        "release": "https://example.org/release/1",
        "review": "https://example.org/review/1",
        "datetime": "2026-11-21T07:00:00Z",
        "score": 10,
        "max-score": 10,
        "tests": [{"test-name": "q_sample", "passed": True, "score": 10, "max-score": 10}],
    }


@pytest.mark.parametrize(
    ("status", "points", "score"),
    [(Status.FAILED, 7.9, 7), (Status.NOT_STARTED, 0.0, 0)],
)
def test_points_are_rounded_down_to_whole_ones(status: Status, points: float, score: int) -> None:
    [test] = json.loads(as_classroom50([verdict(status, points)], TOLD, public=False))["tests"]

    assert test == {"test-name": "q_sample", "passed": False, "score": score, "max-score": 10}


@pytest.mark.parametrize(
    ("status", "score"), [(Status.PASSED, 1), (Status.FAILED, 0), (Status.NOT_STARTED, 0)]
)
def test_where_checks_are_kept_back_an_exercise_counts_one(status: Status, score: int) -> None:
    found = without_a_mark(verdict(status, 10.0), FIRST)

    [test] = json.loads(as_classroom50([found], TOLD, public=True))["tests"]

    assert test == {
        "test-name": "q_sample",
        "passed": bool(score),
        "score": score,
        "max-score": 1,
    }


def test_a_grader_that_broke_gives_no_result() -> None:
    with pytest.raises(BlockedError) as caught:
        as_classroom50([verdict(Status.BLOCKED, 0.0)], TOLD, public=True)

    assert str(caught.value) == "no mark for Classroom 50: `q_sample` could not be graded"
    assert caught.value.hint == ("mend what is reported as blocked, then run the workflow again")


@pytest.mark.parametrize("name", sorted(TOLD))
def test_what_the_runner_does_not_tell_is_asked_for(name: str) -> None:
    with pytest.raises(TutorError) as caught:
        as_classroom50([], {**TOLD, name: ""}, public=False)

    assert str(caught.value) == f"`{name}` is not set, which the result has to name"
    assert caught.value.hint == (
        "let the workflow set it, as the one of `tutor course pack --for github` does"
    )
