import pytest

from tutor.learning.confidence import Confidence, apart, remark


@pytest.mark.parametrize(
    ("typed", "answer", "confidence"),
    [
        ("2", "2", None),
        (" 1 3 ", "1 3", None),
        ("2!", "2", Confidence.SURE),
        ("1/4 ~ ", "1/4", Confidence.GUESS),
        ("!", "", Confidence.SURE),
        ("", "", None),
    ],
)
def test_the_last_sign_says_how_sure_an_answer_is(typed, answer, confidence):
    assert apart(typed) == (answer, confidence)


def test_an_error_one_was_sure_of_gets_a_remark():
    assert remark(Confidence.SURE, passed=False) == (
        "You were sure of it. Read the question once more: which word speaks against it?"
    )


def test_a_guess_that_came_out_right_gets_a_remark():
    assert remark(Confidence.GUESS, passed=True) == (
        "A good guess. Read why, so that next time you know."
    )


@pytest.mark.parametrize(
    ("confidence", "passed"),
    [(Confidence.SURE, True), (Confidence.GUESS, False), (None, True), (None, False)],
)
def test_what_was_to_be_expected_gets_none(confidence, passed):
    assert remark(confidence, passed=passed) == ""
