from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tutor.learning.review.course import course, question
from tests.tutor.learning.review.learner import Diary, day
from tutor.course.judge import content_hash
from tutor.learning.review.memory import Memory, replay
from tutor.learning.review.misled import treats
from tutor.learning.review.sitting import (
    LOAD,
    Due,
    Sitting,
    interleaved,
    next_due,
    sitting,
)
from tutor.learning.review.words import due_in_words, nothing_due

FOUR = course()


def memory_of(diary: Diary, taught=FOUR) -> Memory:
    memory = Memory()
    replay(memory, diary.events, treats(taught), seed=0)
    return memory


def answered_all(lessons: int, questions: int) -> Diary:
    diary = Diary()
    for lesson in range(1, lessons + 1):
        for one in range(1, questions + 1):
            diary.add(f"{lesson}-{one}")
    return diary


def subjects(found: Sitting) -> list[str]:
    return [one.subject for one in found.today]


def test_what_was_never_answered_is_not_asked():
    assert sitting(FOUR, Memory(), day(0)).today == ()


def test_what_is_due_within_half_a_day_is_due_today():
    memory = memory_of(Diary().add("1-1", right=False))

    assert subjects(sitting(FOUR, memory, day(0.49))) == []
    assert subjects(sitting(FOUR, memory, day(0.5))) == ["1-1"]


def test_a_question_that_the_course_no_longer_has_is_not_asked():
    assert sitting(FOUR, memory_of(Diary().add("gone")), day(9)).today == ()


def test_an_exercise_that_was_passed_or_given_up_is_asked_for_from_blank():
    passed = memory_of(Diary().add("q_sample", kind="attempt", content=""))
    given_up = memory_of(Diary().add("q_sample", kind="give-up", right=None, content=""))

    assert subjects(sitting(FOUR, passed, day(3))) == ["q_sample"]
    assert subjects(sitting(FOUR, given_up, day(1))) == ["q_sample"]


def test_a_days_load_is_bounded_and_the_rest_waits():
    big = course(lessons=10, questions=5)
    memory = memory_of(answered_all(10, 5), big)

    found = sitting(big, memory, day(120))

    assert (len(found.today), found.waiting) == (LOAD, 50 - LOAD)


def test_what_was_reviewed_today_counts_towards_the_load_of_today():
    big = course(lessons=10, questions=5)
    diary = answered_all(10, 5)
    for one in sitting(big, memory_of(diary, big), day(120)).today[:15]:
        diary.add(one.subject, 120)

    same_day = sitting(big, memory_of(diary, big), day(120.1))
    next_day = sitting(big, memory_of(diary, big), day(121))

    assert (len(same_day.today), len(next_day.today)) == (LOAD - 15, LOAD)


def test_first_answers_do_not_use_up_the_load():
    big = course(lessons=10, questions=5)
    diary = answered_all(5, 5)
    for lesson in range(6, 11):
        for one in range(1, 6):
            diary.add(f"{lesson}-{one}", 30)

    assert len(sitting(big, memory_of(diary, big), day(30)).today) == LOAD


def test_of_a_backlog_what_is_still_half_known_is_saved_first():
    diary = Diary().add("1-1").add("2-1").add("2-1", 2).add("2-1", 13)

    assert subjects(sitting(FOUR, memory_of(diary), day(120))) == ["2-1", "1-1"]


def test_what_treats_the_foremost_misconception_comes_first():
    taught = course(misled={"3-4": "roots"})
    diary = answered_all(3, 4)
    diary.add("q_sample", 1, kind="attempt", right=False, mistakes=("roots",))

    assert subjects(sitting(taught, memory_of(diary, taught), day(3)))[0] == "3-4"


def test_what_treats_it_is_brought_forward_if_nothing_due_does():
    taught = course(misled={"3-4": "roots", "3-3": "roots"})
    diary = Diary().add("3-3", 1).add("3-3", 3).add("3-4").add("3-4", 2)
    before = subjects(sitting(taught, memory_of(diary, taught), day(5)))

    diary.add("q_sample", 5, kind="attempt", right=False, mistakes=("roots",))

    assert before == []
    assert subjects(sitting(taught, memory_of(diary, taught), day(5))) == ["3-4"]


def test_nothing_is_brought_forward_that_was_asked_a_day_ago():
    taught = course(misled={"3-4": "roots"})
    diary = Diary().add("3-4").add("3-4", 2)
    diary.add("q_sample", 3, kind="attempt", right=False, mistakes=("roots",))

    assert subjects(sitting(taught, memory_of(diary, taught), day(3))) == []
    assert subjects(sitting(taught, memory_of(diary, taught), day(4))) == ["3-4"]


def due_of(lessons: list[int]) -> list[Due]:
    card = memory_of(Diary().add("1-1")).cards["1-1"]
    return [
        Due(question(f"{lesson}-{index}"), str(lesson), 0, card)
        for index, lesson in enumerate(lessons)
    ]


@given(st.lists(st.integers(1, 4), max_size=24))
def test_no_two_of_one_lesson_follow_each_other_where_that_can_be_avoided(lessons):
    order = [one.lesson for one in interleaved(due_of(lessons), most=len(lessons))]

    fullest = max((lessons.count(one) for one in lessons), default=0)
    unavoidable = max(0, 2 * fullest - len(lessons) - 1)
    assert sorted(order) == sorted(map(str, lessons))
    assert sum(left == right for left, right in pairwise(order)) == unavoidable


def test_the_order_is_otherwise_that_of_urgency():
    order = interleaved(due_of([1, 1, 2, 3, 2]), most=3)

    assert [one.subject for one in order] == ["1-0", "2-2", "1-1"]


def test_a_reworded_question_says_so():
    diary = Diary().add("1-1", content=content_hash(question("1-1"))).add("2-1", content="old")

    found = sitting(FOUR, memory_of(diary), day(9)).today

    assert {one.subject: one.reworded for one in found} == {"1-1": False, "2-1": True}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Sitting((), 0), ""),
        (Sitting(tuple(due_of([1, 2])), 0), "2 due today"),
        (Sitting(tuple(due_of([1, 2])), 30), "2 due today, 30 more in the days after"),
    ],
    ids=["nothing", "some", "too much"],
)
def test_what_is_due_is_said_in_a_few_words(found, words):
    assert due_in_words(found) == words


@pytest.mark.parametrize(
    ("diary", "days", "waiting", "words"),
    [
        pytest.param(
            Diary(), 0, 0,
            "Nothing to review yet: what you answer, and what you pass, comes back here.",
            id="new",
        ),
        pytest.param(Diary().add("1-1"), 0, 0,
                     "Nothing is due today. The next is in 2 days.", id="days"),
        pytest.param(Diary().add("1-1"), 1.2, 0,
                     "Nothing is due today. The next is in 1 day.", id="tomorrow"),
        pytest.param(Diary().add("1-1"), 9, 30,
                     "Enough for today. 30 more wait for the days after.", id="enough"),
    ],
)  # fmt: skip
def test_where_nothing_is_due_it_is_said_when_something_will_be(diary, days, waiting, words):
    memory = memory_of(diary)

    assert nothing_due(FOUR, memory, Sitting((), waiting), day(days)) == words


def test_nothing_falls_due_to_who_has_answered_nothing():
    assert next_due(replace(FOUR, lessons=()), memory_of(Diary().add("1-1"))) is None
