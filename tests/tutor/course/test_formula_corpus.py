"""Right and wrong forms as strangers write them: what is taken for right, and what is named."""

import pytest

from tests.tutor.course.formula_corpus import corpus
from tutor.course.formula import FormulaError, read, same
from tutor.course.formula.causes import cause

CORPUS = corpus()
RIGHT = [(one, form) for one in CORPUS for form in one.right]
WRONG = [(one, form) for one in CORPUS for form in one.wrong]


def accepted(one, form):
    try:
        return same(read(form, one.symbols), read(one.answer, one.symbols), one.symbols)
    except FormulaError:
        return False


def test_the_corpus_is_large_enough_to_say_something():
    assert (len(CORPUS), len(RIGHT), len(WRONG)) == (40, 156, 230)


def test_of_the_right_forms_one_is_asked_back_and_all_others_are_accepted():
    refused = [form for one, form in RIGHT if not accepted(one, form)]

    assert refused == ["exp((ln a_1 + ln a_2)/2)"]


@pytest.mark.parametrize("one", CORPUS, ids=lambda one: one.name)
def test_no_wrong_form_is_accepted(one):
    assert [form for form in one.wrong if accepted(one, form)] == []


def test_the_cause_is_named_for_six_of_seven_wrong_forms():
    named = [
        form
        for one, form in WRONG
        if cause(read(form, one.symbols), read(one.answer, one.symbols), one.symbols)
    ]

    assert len(named) >= 6 / 7 * len(WRONG)
