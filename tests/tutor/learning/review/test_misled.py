from __future__ import annotations

import pytest

from tests.tutor.learning.review.course import course
from tests.tutor.learning.review.learner import Diary
from tutor.course.question import FormulaQuestion, Item, NumberQuestion, OrderQuestion, Tolerance
from tutor.course.question import WrongForm as Wrong
from tutor.learning.confidence import Confidence
from tutor.learning.review.memory import Memory, replay
from tutor.learning.review.misled import _shown_by, treats

ROOTS = ("roots",)
TREATS = {"why": ROOTS, "formula": ROOTS}


def counts(diary: Diary) -> dict[str, int]:
    memory = Memory()
    replay(memory, diary.events, TREATS, seed=0)
    return memory.misled.counts


def test_a_choice_a_formula_and_code_raise_one_counter():
    diary = Diary().add("why", right=False, mistakes=ROOTS)
    diary.add("formula", right=False, mistakes=ROOTS)
    diary.add("q_sample", kind="attempt", right=False, mistakes=ROOTS)
    diary.add("q_sample", 3, kind="recoding", right=False, mistakes=ROOTS)

    assert counts(diary) == {"roots": 4}


def test_a_file_saved_again_and_again_shows_its_mistake_once():
    diary = Diary()
    for minute in range(5):
        diary.add("q_sample", minute / 1440, kind="attempt", right=False, mistakes=ROOTS)

    assert counts(diary) == {"roots": 1}


def test_two_mistakes_at_once_are_both_counted():
    diary = Diary().add("q_sample", kind="attempt", right=False, mistakes=("roots", "signs"))

    assert counts(diary) == {"roots": 1, "signs": 1}


@pytest.mark.parametrize(
    ("subject", "days", "sure", "left"),
    [
        pytest.param("why", 1, None, {}, id="right the next day"),
        pytest.param("formula", 0.01, None, {}, id="right on another question that treats it"),
        pytest.param("why", 0.01, None, {"roots": 1}, id="right after the explanation"),
        pytest.param("why", 1, Confidence.GUESS, {"roots": 1}, id="guessed"),
        pytest.param("other", 1, None, {"roots": 1}, id="right on something else"),
    ],
)
def test_a_misconception_fades_when_what_treats_it_is_answered_right(subject, days, sure, left):
    diary = Diary().add("why", right=False, mistakes=ROOTS).add(subject, days, sure=sure)

    assert counts(diary) == left


def test_code_written_right_another_day_lets_its_mistake_fade():
    diary = Diary().add("q_sample", kind="attempt", right=False, mistakes=ROOTS)
    diary.add("q_sample", 0.1, kind="attempt").add("q_sample", 5, kind="blank", right=None)
    before = counts(diary)

    diary.add("q_sample", 5, kind="recoding")

    assert (before, counts(diary)) == ({"roots": 1}, {})


def test_the_foremost_are_the_most_frequent_that_the_course_still_has():
    diary = Diary().add("a", right=False, mistakes=("signs",))
    diary.add("b", right=False, mistakes=ROOTS).add("c", right=False, mistakes=ROOTS)
    diary.add("d", right=False, mistakes=("gone",)).add("e", right=False, mistakes=("gone",))
    memory = Memory()
    replay(memory, diary.events, {}, seed=0)

    found = memory.misled.foremost(course())

    assert [(one.id, count) for one, count in found] == [("roots", 2), ("signs", 1)]


def test_each_kind_of_question_treats_what_its_wrong_answers_show():
    wrong = (Wrong("1", "roots", "", 1), Wrong("2", "", "", 1), Wrong("3", "roots", "", 1))
    number = NumberQuestion("n", "?", (), 1, "4", Tolerance(0, False), wrong, "")
    formula = FormulaQuestion("f", "?", (), 1, "4", wrong, "", {})
    order = OrderQuestion("o", "?", (), 1, (Item("a", 1, "", "", 1), Item("b", 2, "", "signs", 2)))

    assert treats(course(misled={"1-2": "roots"})) == {"1-2": ROOTS}
    assert [_shown_by(one) for one in (number, formula, order)] == [ROOTS, ROOTS, ("signs",)]
