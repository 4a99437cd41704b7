from __future__ import annotations

from pathlib import Path

import pytest

from tutor.course.course import Exercise
from tutor.course.verdict import Status
from tutor.grading.scoring import Score

EXERCISE = Exercise("halve", "01", 0, 10.0, (), Path(), Path(), Path())
COLLECTED = {"collected": [["one", 1.0], ["two", 3.0]]}
COMPLETE = {"complete": True}


def check(index, status="passed"):
    return {"check": index, "status": status, "message": "", "seconds": 0.1}


def verdict(*reports):
    score = Score(EXERCISE, lambda _: None)
    for report in reports:
        score.take(report)
    return score.verdict({}, seconds=1.0)


def test_points_are_shared_by_weight():
    judged = verdict(COLLECTED, check(0, "failed"), check(1), COMPLETE)

    assert judged.status is Status.FAILED
    assert judged.points == 7.5


def test_one_blocked_check_blocks_the_exercise():
    judged = verdict(COLLECTED, check(0), check(1, "blocked"), COMPLETE)

    assert judged.status is Status.BLOCKED
    assert judged.points == 0


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        ([], "the grader ended before it was done"),
        ([COLLECTED, check(0), check(1)], "the grader ended before it was done"),
        ([COLLECTED, check(0), COMPLETE], "1 of 2 checks reported"),
        ([COLLECTED, check(0), check(0), COMPLETE], "1 of 2 checks reported"),
        ([{"collected": []}, COMPLETE], "there are no checks"),
        ([{"broken": "no test"}, {"collected": []}, COMPLETE], "no test"),
    ],
    ids=["nothing", "no end", "one is missing", "one came twice", "no checks", "a broken test"],
)
def test_an_incomplete_run_gives_no_verdict(reports, message):
    judged = verdict(*reports)

    assert judged.status is Status.BLOCKED
    assert judged.first_failure.message == message


def test_a_mistake_that_is_declared_nowhere_is_named_all_the_same():
    mistake = {"mistake": "doubled", "why": "You doubled it."}

    judged = verdict(COLLECTED, check(0, "failed"), check(1), mistake, COMPLETE)

    assert (judged.mistake.id, judged.mistake.why, judged.mistake.see) == (
        "doubled",
        "You doubled it.",
        "",
    )


def test_two_mistakes_that_are_both_needed_are_both_named():
    doubled = {"mistake": "doubled", "why": "You doubled it."}
    negated = {"mistake": "negated", "why": "You turned its sign round."}

    judged = verdict(COLLECTED, check(0, "failed"), check(1), doubled, negated, COMPLETE)

    assert (judged.mistake.id, judged.also.id) == ("doubled", "negated")
