from tests.tutor.learning.conftest import NOW
from tests.tutor.tui.course import small_course
from tutor.course.verdict import Status
from tutor.learning.answers import after
from tutor.learning.standing import Standing, Tally, standing


def test_only_what_is_right_passed_and_still_there_is_counted(tmp_path):
    lesson = small_course(tmp_path).lessons[0]
    answers = {
        "why-square-roots": after(None, Status.PASSED, "hash", NOW),
        "closed-form": after(None, Status.FAILED, "hash", NOW),
    }
    attempts = {"q_sample": Status.FAILED, "ddim_step": Status.PASSED}

    found = standing(lesson, {0, 2, 9}, answers, attempts)

    assert found == Standing(Tally(2, 3), Tally(1, 2), Tally(0, 1))


def test_a_lesson_is_passed_when_enough_of_its_questions_count(tmp_path):
    lesson = small_course(tmp_path).lessons[0]
    right = after(None, Status.PASSED, "hash", NOW)
    answers = {"why-square-roots": right, "closed-form": right}

    assert standing(lesson, set(), answers, {}).passed


def test_a_tally_is_read_as_words():
    assert str(Tally(2, 3)) == "2 of 3"
