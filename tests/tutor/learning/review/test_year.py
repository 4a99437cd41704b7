"""A year of a learner whose memory is a curve: what they are asked, day after day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from tests.tutor.learning.review.course import course
from tests.tutor.learning.review.learner import Diary, day
from tutor.learning.review.forgetting import LONGEST
from tutor.learning.review.memory import Memory, replay
from tutor.learning.review.sitting import LOAD, sitting

COURSE = course(lessons=12, questions=8)
AWAY = range(120, 240)
"""Days of the year on which the learner did not come."""


@dataclass
class Year:
    memory: Memory = field(default_factory=Memory)
    asked: dict[int, list[str]] = field(default_factory=dict)
    """By day."""
    right: dict[int, float] = field(default_factory=dict)
    """Share of the day's reviews, where there were any."""
    waiting: dict[int, int] = field(default_factory=dict)


def lived(seed: int = 0, away: range = range(0)) -> Year:
    """One lesson a week at first, then reviews only; remembers by the curve, with luck."""
    luck, year, diary = random.Random(seed), Year(), Diary()

    def answer(subject: str, on: int, chance: float) -> bool:
        right = luck.random() < chance
        diary.events.clear()
        replay(year.memory, diary.add(subject, on, right=right).events, {}, seed)
        return right

    for on in range(365):
        if on in away:
            continue
        found = sitting(COURSE, year.memory, day(on))
        year.asked[on] = [one.subject for one in found.today]
        year.waiting[on] = found.waiting
        results = []
        for one in found.today:
            slept = (day(on) - one.card.rated).days
            chance = (1 + 0.98 * slept / one.card.stability) ** -0.154
            results.append(answer(one.subject, on, chance))
        if results:
            year.right[on] = sum(results) / len(results)
        if on % 7 == 0 and on // 7 < 12:
            for one in COURSE.lessons[on // 7].questions:
                answer(one.id, on, 0.8)
    return year


@pytest.fixture(scope="module")
def steady() -> Year:
    return lived()


@pytest.fixture(scope="module")
def interrupted() -> Year:
    return lived(away=AWAY)


def test_a_day_is_never_more_than_its_load(steady: Year, interrupted: Year) -> None:
    assert max(map(len, steady.asked.values())) <= LOAD
    assert max(map(len, interrupted.asked.values())) == LOAD


def test_who_comes_daily_has_no_backlog_and_a_few_minutes_a_day(steady: Year) -> None:
    later = [len(asked) for on, asked in steady.asked.items() if on > 120]

    assert max(steady.waiting.values()) <= LOAD
    assert 0 < sum(later) / len(later) <= 4


def test_most_of_what_is_asked_is_remembered(steady: Year) -> None:
    shares = [share for on, share in steady.right.items() if on > 30]

    assert 0.75 <= sum(shares) / len(shares) <= 0.97


def test_nothing_is_left_out_for_longer_than_the_longest_interval(steady: Year) -> None:
    last = {name: on for on, asked in steady.asked.items() for name in asked}

    assert len(last) == 96
    assert min(last.values()) >= 364 - LONGEST - 7


def test_after_four_months_away_the_backlog_is_gone_in_two_weeks(interrupted: Year) -> None:
    back = AWAY.stop

    assert interrupted.waiting[back] > 50
    assert len(interrupted.asked[back]) == LOAD
    assert all(interrupted.waiting[on] == 0 for on in range(back + 14, 365))
    assert len(interrupted.asked[back + 30]) < LOAD


def test_the_same_year_asks_the_same(steady: Year) -> None:
    assert lived().asked == steady.asked
