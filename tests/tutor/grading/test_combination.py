"""Naming two mistakes that were made at once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from tutor.grading.asked import Call, put
from tutor.grading.called import Outcome
from tutor.grading.checks import KnownMistake
from tutor.grading.combination import explain_by_two
from tutor.grading.effort import CALL

X = torch.tensor([-1.3, 2.1, 0.7], dtype=torch.float64)
POSITIVE = X.abs()


def scaled(x, by):
    return x.abs() * by + 1


def refusing(x, by):
    if by < 0:
        raise ValueError(by)
    return scaled(x, by)


REFERENCE = SimpleNamespace(scaled=scaled)
MISTAKES = {
    "sign-kept": lambda x, by: x * by + 1,
    "one-less": lambda x, by: x.abs() * by - 1,
    "scale-squared": lambda x, by: x.abs() * by**2 + 1,
    "refused": refusing,
}


def named(learner, *calls, passed=(), mistakes=MISTAKES):
    """The mistakes that are named when the learner's function is put to these calls."""
    known = [KnownMistake("", name, "", function) for name, function in mistakes.items()]
    failed = [observed(learner, *call) for call in calls]
    right = [observed(learner, *call) for call in passed]
    pair = explain_by_two(failed, right, known, REFERENCE, "scaled")
    return pair and {one.id for one in pair}


def observed(learner, x, by):
    call = Call("scaled", (x, by), {}, 7)
    return call, put(call, SimpleNamespace(scaled=learner))


@pytest.mark.parametrize(
    ("learner", "names"),
    [
        (lambda x, by: x * by - 1, {"sign-kept", "one-less"}),
        (lambda x, by: x * by * by + 1, {"sign-kept", "scale-squared"}),
        (lambda x, by: by * (by * x.abs()) - 1, {"one-less", "scale-squared"}),
        (lambda x, by: x * by - 1 if by >= 0 else int("x"), None),
        (lambda x, by: refusing(x, by) - 2, {"refused", "one-less"}),
        (lambda x, by: x * by * by - 1, None),
        (lambda x, by: x.abs() / by, None),
    ],
    ids=[
        "a sign and a one",
        "a sign and a scale",
        "a one and a scale",
        "another exception",
        "an exception and a one",
        "three",
        "neither",
    ],
)
def test_the_two_that_explain_everything_are_named(learner, names):
    assert named(learner, (X, 3.0), (POSITIVE, 2.0), (X, -2.0)) == names


def test_a_call_that_went_right_where_one_of_the_two_goes_wrong_rules_them_out():
    def learner(x, by):
        return x * by - 1 if len(x) == 3 else scaled(x, by)

    assert named(learner, (X, 3.0)) == {"sign-kept", "one-less"}
    assert named(learner, (X, 3.0), passed=[(X[:2], 3.0)]) is None


def test_two_pairs_that_fit_are_not_guessed_between():
    twins = {**MISTAKES, "one-taken": lambda x, by: x.abs() * by + 1 - 2}

    assert named(lambda x, by: x * by - 1, (X, 3.0), mistakes=twins) is None


def test_two_ways_to_make_one_mistake_are_no_second_pair():
    known = [KnownMistake("", name, "", function) for name, function in MISTAKES.items()]
    twin = KnownMistake("", "one-less", "", lambda x, by: x.abs() * by + 1 - 2)
    failed = [observed(lambda x, by: x * by - 1, X, 3.0)]

    pair = explain_by_two(failed, [], [*known, twin], REFERENCE, "scaled")

    assert {one.id for one in pair} == {"sign-kept", "one-less"}


def test_two_ways_to_make_one_mistake_may_be_made_at_once():
    both = [KnownMistake("", "sign", "", MISTAKES["sign-kept"])]
    both += [KnownMistake("", "sign", "", MISTAKES["one-less"])]
    failed = [observed(lambda x, by: x * by - 1, X, 3.0)]

    pair = explain_by_two(failed, [], both, REFERENCE, "scaled")

    assert [one.id for one in pair] == ["sign", "sign"]


def test_a_call_on_which_neither_is_a_mistake_must_have_gone_right():
    def learner(x, by):
        return x * by * by + (1 if len(x) == 3 else 6)

    assert named(learner, (X, 3.0)) == {"sign-kept", "scale-squared"}
    assert named(learner, (X, 3.0), (POSITIVE[:2], 1.0)) is None


def test_nothing_is_named_where_a_call_had_no_outcome():
    call = Call("scaled", (X, 3.0), {}, 7)

    known = [KnownMistake("", name, "", function) for name, function in MISTAKES.items()]

    assert explain_by_two([(call, None)], [], known, REFERENCE, "scaled") is None
    assert explain_by_two([], [(call, Outcome(X))], known, REFERENCE, "scaled") is None


def counted(counts, function):
    def watched(x, by):
        counts.append(by)
        return function(x, by)

    return watched


def test_a_search_ends_after_so_much_work_however_long_it_would_go_on():
    counts: list[float] = []
    ways = [counted(counts, lambda x, by, n=n: x * by + n) for n in range(2, 30)]
    known = [KnownMistake("", str(n), "", way) for n, way in enumerate(ways)]
    failed = [observed(lambda x, by: x * by - 1, X + n, 3.0) for n in range(9)]

    pair = explain_by_two(failed, [], known, REFERENCE, "scaled", work=10 * CALL)

    assert pair is None
    assert 0 < len(counts) <= 10


def test_the_same_work_leads_to_the_same_name_whatever_it_costs():
    known = [KnownMistake("", name, "", function) for name, function in MISTAKES.items()]
    failed = [observed(lambda x, by: x * by - 1, X, 3.0)]

    bounds = (CALL, 20 * CALL)
    found = [explain_by_two(failed, [], known, REFERENCE, "scaled", work=one) for one in bounds]

    assert [one and {known.id for known in one} for one in found] == [
        None,
        {"sign-kept", "one-less"},
    ]
