"""What a learner reads of a check that failed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from tutor.grading.asked import Call, put
from tutor.grading.called import Outcome
from tutor.grading.checks import Mismatch, same
from tutor.grading.counterexample import smallest
from tutor.grading.learner import LearnerError

X = torch.tensor([[0.3, -0.7, 1.1], [2.3, -1.9, 0.9]], dtype=torch.float64)


def halve(x, by=2):
    return x / by


def sums(module, x, *names):
    return module.halve(x).sum(), len(x)


REFERENCE = SimpleNamespace(halve=halve)


def told(learner, x=X, again=True, **more):
    """What is said where `same` compares the learner's halves with the reference's."""
    learner = SimpleNamespace(halve=learner)
    call = Call("halve", (x,), more, seed=1)
    outcome = put(call, learner)
    try:
        same(outcome.value, halve(x, **more))
    except Mismatch as mismatch:
        return smallest(mismatch, [(call, outcome)], REFERENCE, ask(learner, again))
    raise AssertionError("there is nothing to tell")


def ask(learner, again=True):
    return lambda call: (put(call, learner), "") if again else (None, "")


def test_one_number_is_shown_with_the_input_it_comes_from():
    assert told(lambda x: x * 2) == (
        "expected 1.15, seen 4.6; 4 times what it should be, everywhere\n"
        "the smallest input that fails:\n"
        "    x  [2.3]"
    )


def test_more_numbers_are_shown_one_under_the_other():
    assert told(lambda x: x.flip(-1) / 2) == (
        "expected 1.15 at [0, 0], seen -0.95 (2 of 2 numbers differ)"
        "; the order is reversed along dimension 1\n"
        "the smallest input that fails:\n"
        "    x         [[2.3, -1.9]]\n"
        "    expected  [[1.15, -0.95]]\n"
        "    seen      [[-0.95, 1.15]]"
    )


def test_a_relation_that_holds_on_few_numbers_only_is_not_said():
    assert told(lambda x: x / 2 * x.numel()) == (
        "expected 1.15 at [1, 0], seen 2.3 (2 of 2 numbers differ)\n"
        "the smallest input that fails:\n"
        "    x         [[0.3], [2.3]]\n"
        "    expected  [[0.15], [1.15]]\n"
        "    seen      [[0.3], [2.3]]"
    )


def test_arguments_bear_the_names_of_the_signature():
    assert told(lambda x, by: x, by=4.0) == (
        "expected 0.575, seen 2.3; 4 times what it should be, everywhere\n"
        "the smallest input that fails:\n"
        "    x   [2.3]\n"
        "    by  4"
    )


def test_a_dtype_that_matters_is_told():
    assert told(lambda x: x.double(), X.float()) == (
        "expected dtype float32, seen float64\n"
        "the smallest input that fails:\n"
        "    x  [-1.9] (float32)"
    )


def test_where_nobody_can_be_asked_again_the_whole_input_is_shown():
    assert told(lambda x: x * 3, again=False) == (
        "expected 1.15 at [1, 0], seen 6.9 (6 of 6 numbers differ); "
        "6 times what it should be, everywhere\n"
        "the input:\n"
        "    x         [[0.3, -0.7, 1.1],\n"
        "               [2.3, -1.9, 0.9]]\n"
        "    expected  [[0.15, -0.35, 0.55],\n"
        "               [1.15, -0.95, 0.45]]\n"
        "    seen      [[0.9, -2.1, 3.3],\n"
        "               [6.9, -5.7, 2.7]]"
    )


def test_a_failure_of_another_kind_is_no_smaller_one_of_this():
    def moody(x):
        return x * 2 if x.numel() > 2 else 1 / 0

    assert told(moody).endswith(
        "    x         [[0.3, -0.7], [2.3, -1.9]]\n"
        "    expected  [[0.15, -0.35], [1.15, -0.95]]\n"
        "    seen      [[0.6, -1.4], [4.6, -3.8]]"
    )


@pytest.mark.parametrize("value", [None, 0.5, [1.0]])
def test_a_value_of_another_type_needs_no_input(value):
    assert "input" not in told(lambda _: value)


def test_a_part_of_what_a_probe_returns_is_shown_with_what_the_probe_was_given():
    learner = SimpleNamespace(halve=lambda x: x / 4)
    call = Call("sums", (X, "all"), {}, 1, sums)
    outcome = put(call, learner)
    with pytest.raises(Mismatch) as caught:
        same(outcome.value[0], sums(REFERENCE, X)[0])

    text = smallest(caught.value, [(call, outcome)], REFERENCE, ask(learner))

    assert text == (
        "expected -0.95, seen -0.475; half of what it should be\n"
        "the smallest input that fails:\n"
        "    x      [-1.9]\n"
        "    names  'all'"
    )


def test_what_the_check_expects_and_the_reference_does_not_say_stands_as_it_is():
    call, outcome = Call("halve", (X,), {}, 1), Outcome(X)
    with pytest.raises(Mismatch) as caught:
        same(outcome.value, 3 * X)

    text = smallest(caught.value, [(call, outcome)], REFERENCE, ask(REFERENCE))

    assert text == (
        "expected 6.9 at [1, 0], seen 2.3 (6 of 6 numbers differ); "
        "0.3333 times what it should be, everywhere"
    )


def test_an_exception_is_shown_on_the_smallest_input_that_raises_it():
    call = Call("halve", (X,), {}, 1)
    error = LearnerError("`halve` raised IndexError: 9")

    text = smallest(
        error,
        [(call, Outcome(raised="IndexError"))],
        REFERENCE,
        lambda call: (Outcome(raised="IndexError"), f"`halve` raised IndexError: {len(call.args)}"),
    )

    assert text == ("`halve` raised IndexError: 1\nthe smallest input that fails:\n    x  [-1.9]")


def test_an_exception_that_any_input_raises_is_told_without_one():
    error = LearnerError("`halve` raised EOFError: EOF when reading a line; take it out")
    observation = Call("halve", (X,), {}, 1), Outcome(raised="EOFError")

    assert smallest(error, [observation], REFERENCE, ask(REFERENCE)) == str(error)
