"""What is counted, and of whom nothing is said."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.tutor.classroom.report.conftest import (
    MISTAKE,
    NOW,
    WRONG_OUTPUT,
    Class,
    attempt,
    learner,
)
from tutor.classroom.report.figures import OfExercise, OfMisconception
from tutor.classroom.report.pauses import minutes
from tutor.classroom.report.recorded import Entry

NAMED = {"message": WRONG_OUTPUT, "mistake": MISTAKE}


def test_an_exercise_is_told_by_who_tried_it(school: Class):
    for number in range(6):
        school.hands_in(number, "halve")
    for number in range(6, 12):
        school.hands_in(number, "halve", f"wrong {number}", **NAMED)

    (figures,) = school.report().exercises

    assert figures == OfExercise(
        slug="halve",
        lesson="01",
        tried=12,
        passed=6,
        files=1.0,
        tries=None,
        minutes=None,
        mistake="doubles xₜ",
    )


def test_of_fewer_than_five_nothing_is_said(school: Class):
    for number in range(4):
        school.hands_in(number, "halve", f"wrong {number}", **NAMED)
        school.records_of(number, [attempt(minute, "halve") for minute in range(3)])

    report = school.report()

    assert report.exercises == (OfExercise("halve", "01", None, None, None, None, None, ""),)
    assert (report.misconceptions, report.rare) == ((), 1)
    assert {(one.exercise, one.check) for one in report.stuck} == {("", "")}
    assert report.clusters == ()


def test_for_the_teacher_alone_small_groups_are_shown(school: Class):
    for number in range(2):
        school.hands_in(number, "halve", f"wrong {number}", **NAMED)
        school.records_of(number, [attempt(minute, "halve") for minute in range(3)])

    report = school.report(named=True)

    assert (report.exercises[0].tried, report.exercises[0].passed) == (2, 0)
    assert report.misconceptions[0].learners == 2
    assert [(one.who, one.exercise, one.check) for one in report.stuck] == [
        ("Learner 0", "halve", "Half of each number"),
        ("Learner 1", "halve", "Half of each number"),
    ]


def test_tries_and_minutes_come_from_records(school: Class):
    for number in range(5):
        log = [attempt(0, "halve"), attempt(4, "halve"), attempt(10, "halve", "passed")]
        school.hands_in(number, "halve")
        school.records_of(number, [*log, attempt(12, "halve", "passed")])

    (figures,) = school.report().exercises

    assert (figures.tries, figures.minutes) == (3.0, 10.0)


def test_who_only_recorded_is_of_the_class(school: Class):
    for number in range(5):
        school.records_of(number, [attempt(0, "turn", "passed")])

    report = school.report()

    assert (report.learners, report.records) == (5, 5)
    assert [(one.slug, one.tried, one.passed) for one in report.exercises] == [("turn", 5, 5)]


def test_a_teachers_full_mark_is_a_pass(school: Class):
    for number in range(5):
        school.hands_in(number, "halve", f"wrong {number}", message=WRONG_OUTPUT)
    school.book.mark(learner(0).key, "halve", 10.0, "fine", NOW)
    school.book.mark(learner(1).key, "halve", 9.0, "nearly", NOW)

    assert school.report().exercises[0].passed == 1


def test_a_misconception_is_counted_by_learners_over_code_and_answers(school: Class, answers):
    for number in range(5):
        school.hands_in(number, "halve", f"wrong {number}", **NAMED)
        school.records_of(number, answers([False, False]))
    school.records_of(5, answers([False]))

    (figures,) = school.report().misconceptions

    assert figures == OfMisconception(
        title="doubles xₜ",
        learners=6,
        shown_in=("ask-0", "ask-1", "halve"),
        treated="01 The jump, step 1 of 1: Jump",
    )


def test_where_fewer_than_five_show_a_misconception_is_not_said(school: Class, answers):
    for number in range(6):
        school.records_of(number, answers([number < 4, number >= 4]))

    (figures,) = school.report().misconceptions

    assert (figures.learners, figures.shown_in) == (6, ())


def test_a_mistake_that_the_course_does_not_declare_is_called_by_its_id(school: Class):
    other = {"id": "turned", "why": "Do not turn it.", "see": ""}
    for number in range(5):
        school.hands_in(number, "halve", f"wrong {number}", message="x", mistake=other)

    (figures,) = school.report().misconceptions

    assert (figures.title, figures.treated) == ("turned", "")


def test_what_a_record_calls_a_misconception_is_none_where_nobody_knows_it(school: Class, answers):
    for number in range(5):
        (entry,) = answers([False])
        school.records_of(number, [entry | {"mistake": "<script>"}])

    assert school.report().misconceptions == ()


@pytest.mark.parametrize(
    ("log", "stuck"),
    [
        pytest.param([attempt(n, "halve") for n in range(3)], True, id="three in a row"),
        pytest.param([attempt(n, "halve") for n in range(2)], False, id="two"),
        pytest.param(
            [attempt(n, "halve", check=f"check {n}") for n in range(3)], False, id="getting on"
        ),
        pytest.param(
            [*(attempt(n, "halve") for n in range(3)), attempt(3, "halve", "passed")],
            False,
            id="passed in the end",
        ),
        pytest.param(
            [{"at": NOW.isoformat(), "kind": "give-up", "subject": "halve"}, attempt(1, "halve")],
            True,
            id="gave up",
        ),
        pytest.param(
            [attempt(n, "halve", "not_started") for n in range(3)], False, id="only the stub"
        ),
    ],
)
def test_somebody_is_stuck_who_does_not_get_past_a_check(school: Class, log, stuck):
    school.records_of(0, log)

    assert bool(school.report(named=True).stuck) is stuck


def test_somebody_is_stuck_who_handed_in_three_files_in_vain(school: Class):
    for source in ("first", "second", "third"):
        school.hands_in(0, "halve", source, message=WRONG_OUTPUT)
    for source in ("first", "second", "right"):
        school.hands_in(1, "halve", source, message="" if source == "right" else WRONG_OUTPUT)

    (stuck,) = school.report(named=True).stuck

    assert (stuck.who, stuck.exercise, stuck.tries) == ("Learner 0", "halve", 3)


def test_a_question_is_told_by_first_answers(school: Class, answers):
    for number in range(5):
        wrong, right = answers([number < 2])[0], answers([True])[0]
        late = (NOW + timedelta(minutes=2)).isoformat()
        school.records_of(number, [wrong, right | {"at": late}])

    (figures,) = school.report().questions

    assert (figures.id, figures.lesson, figures.prompt) == ("ask-0", "01", "What is half of 0?")
    assert (figures.answered, figures.at_once) == (5, 2)
    assert (figures.tries, figures.minutes) == (2.0, None)  # three took a minute


def test_an_answer_to_another_wording_does_not_count(school: Class, answers):
    for number in range(5):
        school.records_of(number, [answers([False])[0] | {"content": "of another key"}])

    assert school.report().questions == ()


def test_a_long_pause_is_no_work():
    at = [NOW + timedelta(minutes=minute) for minute in (0, 5, 25, 26)]
    entries = [
        Entry(at[0], "read", "01_jump"),
        Entry(at[1], "attempt", "halve"),
        Entry(at[2], "attempt", "halve"),
        Entry(at[3], "attempt", "halve", passed=True),
    ]

    assert minutes(entries) == {"halve": 6.0}


def test_a_record_out_of_order_is_put_in_order():
    late, early = NOW + timedelta(minutes=3), NOW
    entries = [Entry(late, "attempt", "halve"), Entry(early, "attempt", "halve")]

    assert minutes(entries) == {"halve": 3.0}


@pytest.mark.parametrize("name", ["learner-0/mine.json", "Learner 0/mine.json"])
@pytest.mark.parametrize(("later", "tries"), [(-1, 2.0), (1, 1.0)], ids=["older", "newer"])
def test_the_last_of_two_records_of_one_learner_counts(school: Class, name, later, tries):
    school.hands_in(0, "halve")
    school.records_of(0, [attempt(0, "halve"), attempt(1, "halve")])
    exported = (NOW + timedelta(days=later)).isoformat()
    other = {"schema": 1, "course": "Two functions", "exported": exported}
    (school.records / name).parent.mkdir()
    (school.records / name).write_text(
        json.dumps(other | {"log": [attempt(0, "halve")]}), encoding="utf-8"
    )

    report = school.report(named=True)

    assert (report.learners, report.exercises[0].tries) == (1, tries)


def test_a_record_of_nobody_who_handed_in_is_said(school: Class):
    school.hands_in(0, "halve")
    school.records_of(7, [attempt(0, "halve")])

    assert [str(one) for one in school.report(named=True).odd] == [
        "learner-7: nobody who handed in is called like this"
    ]


def test_where_others_may_read_it_a_record_is_not_called_by_its_name(school: Class):
    school.hands_in(0, "halve")
    school.records_of(7, [attempt(0, "halve"), 7])

    assert [str(one) for one in school.report().odd] == [
        "a record: 1 entry of this record cannot be read; the others count",
        "a record: nobody who handed in is called like this",
    ]
