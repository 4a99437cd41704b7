from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tutor.learning.review.learner import day
from tutor.learning.review.card import Card
from tutor.learning.review.forgetting import LONGEST, reviewed, spread
from tutor.learning.review.rating import Rating


def intervals(*ratings: Rating, subject: str = "q", seed: int = 0) -> list[int]:
    """Days to the next review after each rating, each given on the day it is due."""
    card: Card | None = None
    found, at = [], day(0)
    for one in ratings:
        card = reviewed(subject, card, one, at, "hash", seed)
        found.append((card.due - at).days)
        at = card.due
    return found


def test_intervals_grow_while_it_is_remembered():
    first, second, third, *_ = intervals(*[Rating.GOOD] * 4)

    assert (first, 9 <= second <= 13, 38 <= third <= 58) == (2, True, True)


def test_what_was_forgotten_comes_back_the_next_day():
    assert intervals(Rating.AGAIN) == [1]
    assert intervals(Rating.GOOD, Rating.GOOD, Rating.AGAIN)[-1] <= 3


def test_an_easy_one_waits_longer_than_a_hard_one():
    hard, good, easy = (intervals(one)[0] for one in (Rating.HARD, Rating.GOOD, Rating.EASY))

    assert hard < good < easy


@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=12), st.text(max_size=5))
def test_no_interval_is_under_a_day_or_over_four_months(ratings, subject):
    assert all(1 <= days <= LONGEST for days in intervals(*ratings, subject=subject))


def test_things_learned_together_do_not_all_come_back_together():
    due = {intervals(Rating.GOOD, Rating.GOOD, Rating.GOOD, subject=f"q{n}")[-1] for n in range(20)}

    assert len(due) >= 5


def test_a_seed_always_spreads_the_same_way_and_another_seed_another():
    ratings = [Rating.GOOD] * 5

    assert intervals(*ratings, seed=1) == intervals(*ratings, seed=1)
    assert intervals(*ratings, seed=1) != intervals(*ratings, seed=2)


@pytest.mark.parametrize("days", [1, 2])
def test_short_intervals_are_left_alone(days):
    assert {spread(days, str(key)) for key in range(50)} == {days}


def test_an_interval_moves_by_a_tenth_at_most():
    assert {spread(50, str(key)) for key in range(500)} == set(range(45, 56))
