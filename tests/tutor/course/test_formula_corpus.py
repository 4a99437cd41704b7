"""Right and wrong forms as strangers write them: what is taken for right, and what is named."""

import time

import pytest

from tests.tutor.course.formula_corpus import corpus
from tests.tutor.course.formula_corpus.noise import noise
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


def test_twenty_thousand_random_texts_are_read_or_refused_without_a_wait():
    closed_form = next(one for one in CORPUS if one.name == "closed form")
    answer = read(closed_form.answer, closed_form.symbols)
    read_at_all, longest = 0, 0.0

    for text in noise(20_000, 1, [*closed_form.right, *closed_form.wrong]):
        before = time.process_time()
        try:
            same(read(text, closed_form.symbols), answer, closed_form.symbols)
            read_at_all += 1
        except FormulaError:
            pass
        longest = max(longest, time.process_time() - before)

    assert read_at_all > 500
    assert longest < 0.25


def test_the_longest_formulas_are_looked_through_in_a_moment():
    (one,) = (one for one in CORPUS if one.name == "DDIM step")
    longest = read("+".join(["√(1-ᾱₜ)"] * 22 + ["x_t"] * 20), one.symbols)
    before = time.process_time()

    assert cause(longest, read(one.answer, one.symbols), one.symbols) == ""
    assert time.process_time() - before < 0.5
