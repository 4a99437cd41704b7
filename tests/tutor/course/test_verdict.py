import pytest

from tutor.course.verdict import Status, Verdict


@pytest.mark.parametrize(
    ("points", "score"),
    [
        (0, "0 of 5"),
        (0.714286, "0.7 of 5"),
        (0.1 * 3, "0.3 of 5"),
        (4.96, "4.9 of 5"),
        (5, "5 of 5"),
    ],
)
def test_a_score_has_one_decimal_and_is_full_only_when_it_is(points, score):
    assert Verdict("q_sample", Status.FAILED, points, 5).score == score
