from datetime import UTC, datetime, timedelta

import pytest

from tutor.learning.age import age

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        pytest.param(-5, "just now", id="a clock that was set back"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (150, "2 minutes ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (86399, "23 hours ago"),
        (3 * 86400, "3 days ago"),
    ],
)
def test_an_age_is_told_in_its_largest_whole_unit(seconds, words):
    assert age(NOON, NOON + timedelta(seconds=seconds)) == words
