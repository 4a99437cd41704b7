from __future__ import annotations

import pytest

from tests.tutor.learning.review.learner import Diary
from tutor.learning.confidence import Confidence
from tutor.learning.history import Event
from tutor.learning.review.memory import Memory, replay
from tutor.learning.review.rating import Rating, rating

HOUR = 1 / 24


def last_rating(diary: Diary) -> Rating | None:
    """What the last event says after all that came before it."""
    *before, last = diary.events
    memory = Memory()
    replay(memory, before, {}, seed=0)
    return rating(last, memory.cards.get(last.subject), last.subject in memory.helped)


@pytest.mark.parametrize(
    ("right", "sure", "expected"),
    [
        pytest.param(True, None, Rating.GOOD, id="right"),
        pytest.param(True, Confidence.SURE, Rating.EASY, id="right and sure"),
        pytest.param(True, Confidence.GUESS, Rating.HARD, id="right by a guess"),
        pytest.param(False, None, Rating.AGAIN, id="wrong"),
        pytest.param(False, Confidence.SURE, Rating.AGAIN, id="wrong and sure"),
    ],
)
def test_an_answer_is_rated_by_how_it_came_out_and_how_sure_it_was(right, sure, expected):
    assert last_rating(Diary().add("q", right=right, sure=sure)) is expected


@pytest.mark.parametrize(
    ("diary", "expected"),
    [
        pytest.param(
            Diary().add("q", right=False).add("q", HOUR), None, id="right after the explanation"
        ),
        pytest.param(
            Diary().add("q", right=False).add("q", HOUR, right=False), None, id="wrong twice"
        ),
        pytest.param(
            Diary().add("q", right=False).add("q", 7 * HOUR, right=False).add("q", 9 * HOUR),
            None,
            id="right soon after a second miss",
        ),
        pytest.param(Diary().add("q").add("q", HOUR), None, id="right twice in an hour"),
        pytest.param(
            Diary().add("q").add("q", HOUR, right=False), Rating.AGAIN, id="wrong after right"
        ),
        pytest.param(
            Diary().add("q", right=False).add("q", 9 * HOUR), Rating.GOOD, id="right hours later"
        ),
    ],
)
def test_what_follows_at_once_is_not_rated(diary, expected):
    assert last_rating(diary) is expected


def code(*kinds: tuple[str, float, bool | None]) -> Diary:
    diary = Diary()
    for kind, days, right in kinds:
        diary.add("q_sample", days, kind=kind, right=right, content="")
    return diary


@pytest.mark.parametrize(
    ("diary", "expected"),
    [
        pytest.param(code(("attempt", 0, True)), Rating.GOOD, id="passed"),
        pytest.param(code(("attempt", 0, False)), None, id="not yet passed"),
        pytest.param(code(("attempt", 0, False), ("attempt", 0, True)), Rating.GOOD, id="in tries"),
        pytest.param(code(("hint", 0, None), ("attempt", 0, True)), Rating.HARD, id="with a hint"),
        pytest.param(code(("give-up", 0, None)), Rating.AGAIN, id="given up"),
        pytest.param(
            code(("give-up", 0, None), ("attempt", 1, True)), None, id="copied after giving up"
        ),
        pytest.param(
            code(("attempt", 0, True), ("attempt", 30, True)), None, id="the same file again"
        ),
        pytest.param(
            code(
                ("hint", 0, None), ("attempt", 0, True), ("blank", 9, None), ("recoding", 9, True)
            ),
            Rating.GOOD,
            id="written again at once, the hint long ago",
        ),
        pytest.param(
            code(
                ("attempt", 0, True),
                ("blank", 9, None),
                ("recoding", 9, False),
                ("recoding", 9, True),
            ),
            Rating.HARD,
            id="written again in two tries",
        ),
        pytest.param(
            code(("attempt", 0, True), ("blank", 9, None), ("give-up", 9, None)),
            Rating.AGAIN,
            id="not remembered",
        ),
    ],
)
def test_code_is_rated_by_what_help_it_took(diary, expected):
    assert last_rating(diary) is expected


def test_an_event_that_says_nothing_of_memory_is_not_rated():
    assert rating(Event(1, Diary().add("q").events[0].at, "blank", "q"), None, False) is None
