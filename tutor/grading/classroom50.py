"""Verdicts as `result.json` of Classroom 50, schema `classroom50/result/v1`.

Its fields: https://github.com/foundation50/classroom50/wiki/Advanced-Autograding. What was handed
in where is told by the runner, in variables of those names. Its scores are whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import floor
from typing import NamedTuple

from tutor.course.verdict import Status, Verdict
from tutor.errors import BlockedError, TutorError
from tutor.grading.handed_out import withheld

TOLD = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
    "datetime": "COMMITTED_AT",
}
"""Variables of the runner, by field; the time is that of the commit, in UTC."""


def as_classroom50(verdicts: Sequence[Verdict], told: Mapping[str, str], *, public: bool) -> str:
    """One test for each exercise; BlockedError if a mark is missing.

    public: whether only public checks were there; then every exercise counts 1, and 0 where one
    fails.
    """
    if missing := [name for name in TOLD.values() if not told.get(name)]:
        raise TutorError(
            f"`{missing[0]}` is not set, which the result has to name",
            "let the workflow set it, as the one of `tutor course pack --for github` does",
        )
    blocked = [one for one in verdicts if one.status is Status.BLOCKED and not withheld(one)]
    if blocked:
        raise BlockedError(
            f"no mark for Classroom 50: `{blocked[0].subject}` could not be graded",
            "mend what is reported as blocked, then run the workflow again",
        )
    tests = [_test(one, public) for one in verdicts]
    result = {
        "schema": "classroom50/result/v1",
        **{field: told[name] for field, name in TOLD.items()},
        "score": sum(one.score for one in tests),
        "max-score": sum(one.most for one in tests),
        "tests": [one.written for one in tests],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


class _Test(NamedTuple):
    name: str
    passed: bool
    score: int
    most: int

    @property
    def written(self) -> dict[str, object]:
        return dict(zip(("test-name", "passed", "score", "max-score"), self, strict=True))


def _test(verdict: Verdict, public: bool) -> _Test:
    if public:
        return _Test(verdict.subject, withheld(verdict), int(withheld(verdict)), 1)
    points, most = floor(verdict.points), floor(verdict.out_of)
    return _Test(verdict.subject, verdict.passed, points, most)
