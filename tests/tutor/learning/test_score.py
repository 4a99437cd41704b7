import pytest

from tests.tutor.learning.conftest import NOW
from tests.tutor.tui.course import small_course
from tutor.course.verdict import Status
from tutor.learning.answers import after
from tutor.learning.score import Score, in_words, score


def test_only_questions_of_the_lesson_are_scored(tmp_path):
    lesson = small_course(tmp_path).lessons[0]
    first, second = (question.id for question in lesson.questions)
    right = after(None, Status.PASSED, "hash", NOW)
    retried = after(after(None, Status.FAILED, "hash", NOW), Status.PASSED, "hash", NOW)

    found = score(lesson, {first: right, second: retried, "elsewhere": right})

    assert found == Score(right=2, counted=1, of=2)


@pytest.mark.parametrize(
    ("of", "needed"), [(1, 1), (2, 2), (4, 4), (5, 4), (6, 5), (10, 8), (14, 12), (17, 14)]
)
def test_four_of_five_pass_a_lesson(of, needed):
    assert Score(needed, needed, of).passed
    assert not Score(of, needed - 1, of).passed


def test_a_lesson_without_questions_is_not_passed_by_them():
    assert not Score(0, 0, 0).passed


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Score(0, 0, 5), "0 of 5 questions count; it takes 4 to pass the lesson."),
        (Score(4, 4, 5), "Lesson passed: 4 of 5 questions count."),
        (
            Score(4, 3, 5),
            "3 of 5 questions count; it takes 4 to pass the lesson. "
            "1 more came right on a retry: answer it again tomorrow, and it counts.",
        ),
        (
            Score(10, 8, 10),
            "Lesson passed: 8 of 10 questions count. "
            "2 more came right on a retry: answer them again tomorrow, and they count.",
        ),
    ],
)
def test_a_score_says_what_counts_and_what_is_missing(found, words):
    assert in_words(found) == words
