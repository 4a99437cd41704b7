"""Which key is probably wrong, and how sure one may be."""

from __future__ import annotations

import random
from math import exp

import pytest

from tests.tutor.classroom.report.conftest import Class
from tutor.classroom.report.keys import correlation, falsely_accused, interval


def simulated(size: int, seed: int, items: int = 10) -> list[dict[str, bool]]:
    """Answers of a class by a two-parameter model; the key of item 0 is wrong."""
    chance = random.Random(seed)
    school = []
    for _ in range(size):
        knows = chance.gauss(0, 1)
        rights = [
            chance.random() < 1 / (1 + exp(-1.5 * (knows - chance.choice((-0.5, 0, 0.5)))))
            for _ in range(items)
        ]
        school.append({str(item): right is not (item == 0) for item, right in enumerate(rights)})
    return school


def test_a_wrong_key_is_found_in_most_classes_of_twenty():
    found = [correlation("0", simulated(20, seed)) for seed in range(100)]

    assert sum(one is not None and one[0] < 0 for one in found) >= 90


def test_a_right_key_is_rarely_accused_in_a_class_of_sixty():
    found = [correlation("1", simulated(60, seed)) for seed in range(100)]

    assert sum(one is None or one[0] < 0 for one in found) <= 3


def test_the_correlation_is_that_of_the_item_with_the_rest():
    """By hand: 0 0 1 1 with 5 4 3 1 has r = −2.5/√(1·8.75)."""
    rests = [(0, 5), (0, 4), (1, 3), (1, 1)] * 3
    school = [
        {"item": bool(right), **{f"q{n}": n < rest for n in range(5)}} for right, rest in rests
    ]

    found = correlation("item", school)

    assert found is not None
    assert found == (pytest.approx(-2.5 / 8.75**0.5), 12)


@pytest.mark.parametrize("size", [0, 9])
def test_of_fewer_than_ten_learners_nothing_is_concluded(size):
    assert correlation("0", simulated(size, 1)) is None


def test_who_answered_little_else_says_nothing():
    school = [{name: one[name] for name in list(one)[:5]} for one in simulated(40, 1)]

    assert correlation("0", school) is None


def test_a_question_that_all_get_right_has_no_correlation():
    school = [one | {"0": True} for one in simulated(40, 1)]

    assert correlation("0", school) is None


def test_the_interval_is_fishers():
    low, high = interval(-0.4, 28)

    assert (low, high) == (pytest.approx(-0.6727, abs=1e-4), pytest.approx(-0.0316, abs=1e-4))


def test_a_perfect_correlation_has_an_interval():
    low, high = interval(-1.0, 10)

    assert -1 <= low < high < -0.9


@pytest.mark.parametrize(("count", "share"), [(10, 0.11), (19, 0.11), (20, 0.04), (60, 0.0)])
def test_a_small_class_accuses_right_keys(count, share):
    assert falsely_accused(count) == share


def test_a_suspect_is_told_with_what_the_others_said(school: Class, answers):
    for number in range(12):
        knows = number < 6
        school.records_of(number, answers([not knows, *[knows] * 6], given=2))

    (suspect,) = school.report().suspects

    assert (suspect.id, suspect.answered, suspect.at_once, suspect.of) == ("ask-0", 12, 6, 12)
    assert suspect.correlation == pytest.approx(-1.0)
    assert suspect.instead == "none of it"


def test_what_fewer_than_five_answered_is_not_told(school: Class, answers):
    for number in range(12):
        knows = number < 4
        school.records_of(number, answers([not knows, *[knows] * 6]))

    (suspect,) = school.report().suspects

    assert suspect.instead == ""
