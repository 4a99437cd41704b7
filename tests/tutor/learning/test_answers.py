from datetime import timedelta

import pytest

from tests.tutor.learning.conftest import NOW
from tutor.course.verdict import Status
from tutor.learning.answers import Answered, after

RIGHT, WRONG = Status.PASSED, Status.FAILED


def answered(*given: tuple[Status, float]) -> Answered:
    """What becomes of a question by answers at so many hours after noon."""
    found = None
    for status, hours in given:
        found = after(found, status, "hash", NOW + timedelta(hours=hours))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        pytest.param([(RIGHT, 0)], True, id="right at once"),
        pytest.param([(WRONG, 0)], False, id="wrong"),
        pytest.param([(WRONG, 0), (RIGHT, 0.1)], False, id="right on a retry"),
        pytest.param([(WRONG, 0), (RIGHT, 8)], True, id="right hours later"),
        pytest.param([(WRONG, 0), (RIGHT, 0.1), (RIGHT, 7.9)], False, id="right too soon"),
        pytest.param([(WRONG, 0), (RIGHT, 0.1), (RIGHT, 20)], True, id="right again next day"),
        pytest.param([(WRONG, 0), (WRONG, 20), (RIGHT, 20.1)], False, id="wrong again next day"),
        pytest.param([(RIGHT, 0), (WRONG, 1)], True, id="wrong after it counted"),
    ],
)
def test_what_counts_is_right_without_a_wrong_answer_shortly_before(given, counts):
    assert answered(*given).counts is counts


def test_a_right_retry_is_right_and_every_try_is_told():
    found = answered((WRONG, 0), (WRONG, 0.1), (RIGHT, 0.2))

    assert (found.status, found.tries) == (RIGHT, 3)


@pytest.mark.parametrize(
    ("given", "hours", "again"),
    [
        pytest.param([(WRONG, 0), (RIGHT, 0)], 7.9, False, id="too soon"),
        pytest.param([(WRONG, 0), (RIGHT, 0)], 8, True, id="hours later"),
        pytest.param([(RIGHT, 0)], 100, False, id="what counts already"),
    ],
)
def test_a_question_that_was_right_on_a_retry_opens_again_after_hours(given, hours, again):
    assert answered(*given).open_again(NOW + timedelta(hours=hours)) is again
