"""Naming a mistake by what it returns."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from tutor.grading.asked import Call
from tutor.grading.called import Outcome
from tutor.grading.checks import KnownMistake
from tutor.grading.diagnosis import explain, misfit_among

X = torch.tensor([-1.0, 2.0])
POSITIVE = torch.tensor([1.0, 2.0])
REFERENCE = SimpleNamespace(halve=lambda x: x / 2)


def raising(x):
    raise IndexError


def changing(x):
    x /= 2
    return x


def drawing(x):
    return torch.randn(2)


def probe(module, x):
    return module.halve(x).sum()


MISTAKES = [
    KnownMistake("", "doubled", "", lambda x: 2 * x),
    KnownMistake("", "absolute", "", lambda x: abs(x) / 2),
    KnownMistake("", "raising", "", raising),
    KnownMistake("", "changing", "", changing),
    KnownMistake("", "drawing", "", drawing),
    KnownMistake("", "tripled", "triple", lambda x: 3 * x),
]


def asked(x, outcome, probe=None):
    return Call("halve", (x,), {}, 7, probe), outcome


def named(*failed, passed=(), mistakes=MISTAKES):
    known = explain(failed, passed, mistakes, REFERENCE, "halve")
    return known and known.id


def seeded():
    return torch.randn(2, generator=torch.Generator().manual_seed(7))


@pytest.mark.parametrize(
    ("observations", "name"),
    [
        ([asked(X, Outcome(2 * X))], "doubled"),
        ([asked(POSITIVE, Outcome(POSITIVE / 2)), asked(X, Outcome(abs(X) / 2))], "absolute"),
        ([asked(X, Outcome(raised="IndexError"))], "raising"),
        ([asked(X, Outcome(X / 2, changed=("batch",)))], "changing"),
        ([asked(X, Outcome(seeded()))], "drawing"),
        ([asked(X, Outcome((2 * X).sum()), probe)], "doubled"),
        ([asked(X, Outcome(raised="ValueError"))], None),
        ([asked(X, Outcome(7 * X))], None),
        ([asked(X, Outcome(2 * X)), asked(X, Outcome(abs(X) / 2))], None),
        ([asked(X, Outcome(2 * X)), asked(X, None)], None),
        ([asked(X, Outcome(X / 2))], None),
        ([], None),
    ],
    ids=[
        "the same value",
        "the same where they differ",
        "the same exception",
        "the same input changed",
        "the same draw",
        "the same through a probe",
        "another exception",
        "another value",
        "two different mistakes",
        "a call without an outcome",
        "nothing wrong",
        "nothing asked",
    ],
)
def test_a_mistake_is_named_if_it_explains_everything(observations, name):
    assert named(*observations) == name


def test_a_call_that_went_right_where_a_mistake_goes_wrong_rules_it_out():
    right = asked(POSITIVE, Outcome(POSITIVE / 2))

    assert named(asked(X, Outcome(2 * X)), passed=[right]) is None
    assert named(asked(X, Outcome(abs(X) / 2)), passed=[right]) == "absolute"


def test_a_call_that_a_check_passed_with_a_tolerance_of_its_own_rules_nothing_out():
    nearly = asked(POSITIVE, Outcome(POSITIVE / 2 + 0.001))

    assert named(asked(X, Outcome(abs(X) / 2)), passed=[nearly]) == "absolute"


def test_a_call_that_went_wrong_as_a_mistake_does_rules_nothing_out():
    unnoticed = asked(POSITIVE, Outcome(2 * POSITIVE))

    assert named(asked(X, Outcome(2 * X)), passed=[unnoticed]) == "doubled"


def test_two_mistakes_that_fit_are_not_guessed_between():
    twin = KnownMistake("", "added-to-itself", "", lambda x: x + x)

    assert named(asked(X, Outcome(2 * X)), mistakes=[*MISTAKES, twin]) is None


def test_two_ways_to_make_one_mistake_are_one_mistake():
    twin = KnownMistake("", "doubled", "", lambda x: x + x)

    assert named(asked(X, Outcome(2 * X)), mistakes=[*MISTAKES, twin]) == "doubled"


def test_a_mistake_never_changes_what_the_others_are_asked():
    question, outcome = asked(X.clone(), Outcome(2 * X))

    explain([(question, outcome)], [], MISTAKES, REFERENCE, "halve")

    assert torch.equal(question.args[0], X)


def test_a_value_of_another_kind_is_found_among_all_that_was_asked():
    observations = [asked(X, Outcome(X / 3)), asked(X, Outcome(None))]

    assert misfit_among(observations, REFERENCE) == (
        "your function returned None: is a `return` missing?"
    )
    assert misfit_among(observations[:1], REFERENCE) == ""
