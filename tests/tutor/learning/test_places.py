from dataclasses import replace

import pytest

from tests.tutor.tui.course import small_course
from tutor.course.course import ExerciseBlock, Prose
from tutor.learning.places import after, after_exercise, called, entered, linked, resumed
from tutor.learning.progress import Place

FORWARD, SAMPLING = "02_forward_process", "09_sampling"


@pytest.fixture
def course(tmp_path):
    return small_course(tmp_path)


def test_a_new_learner_begins_at_the_first_step(course):
    assert resumed(course, None) == Place(FORWARD, 0)


def test_a_learner_goes_on_where_they_left(course):
    assert resumed(course, Place(FORWARD, 2, 7)) == Place(FORWARD, 2, 7)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(Place("99_gone", 0), id="a lesson that is gone"),
        pytest.param(Place(FORWARD, 3), id="a step that is gone"),
    ],
)
def test_a_place_the_course_no_longer_has_leads_to_its_beginning(course, place):
    assert resumed(course, place) == Place(FORWARD, 0)


@pytest.mark.parametrize(
    ("see", "place"),
    [
        ("02_forward_process#write-it-down", Place(FORWARD, 1)),
        ("02_forward_process.md#write-it-down", Place(FORWARD, 1)),
        ("../lessons/09_sampling.md", Place(SAMPLING, 0)),
        ("02_forward_process#renamed-since", Place(FORWARD, 0)),
        ("https://example.org", None),
    ],
)
def test_a_link_means_a_step(course, see, place):
    assert linked(course, see) == place


def test_after_a_step_comes_the_next(course):
    assert after(course, Place(FORWARD, 0)) == Place(FORWARD, 1)


def test_after_the_last_step_comes_the_next_lesson(course):
    assert after(course, Place(FORWARD, 2)) == Place(SAMPLING, 0)


def test_after_the_last_lesson_comes_nothing(course):
    assert after(course, Place(SAMPLING, 0)) is None


def test_after_an_exercise_comes_the_next_step(course):
    assert after_exercise(course, course.exercises["q_sample"]) == Place(SAMPLING, 0)


def test_after_an_exercise_comes_what_stands_below_it(course):
    turn = course.lessons[0].steps[2]
    more = replace(turn, blocks=(*turn.blocks, Prose("What you take with you.", 33)))
    lesson = replace(course.lessons[0], steps=(*course.lessons[0].steps[:2], more))
    course = replace(course, lessons=(lesson, course.lessons[1]))

    assert after_exercise(course, course.exercises["q_sample"]) == Place(FORWARD, 2)


def test_an_exercise_that_follows_at_once_comes_next(course):
    turn = course.lessons[0].steps[2]
    more = replace(turn, blocks=(*turn.blocks, ExerciseBlock("ddim_step", 5, (), 33)))
    lesson = replace(course.lessons[0], steps=(*course.lessons[0].steps[:2], more))
    course = replace(course, lessons=(lesson, course.lessons[1]))

    follows = after_exercise(course, course.exercises["q_sample"])

    assert follows == course.exercises["ddim_step"]


@pytest.mark.parametrize(
    ("read", "left", "place"),
    [
        pytest.param(set(), None, Place(FORWARD, 0), id="new"),
        pytest.param({0, 2}, None, Place(FORWARD, 1), id="with a gap"),
        pytest.param({0}, Place(FORWARD, 1, 7), Place(FORWARD, 1, 7), id="left half-way down"),
        pytest.param({0, 1, 2}, Place(FORWARD, 2), Place(FORWARD, 0), id="read to the end"),
    ],
)
def test_a_lesson_is_entered_at_its_first_unread_step(course, read, left, place):
    assert entered(course.lessons[0], read, left) == place


def test_after_the_last_exercise_comes_nothing(course):
    assert after_exercise(course, course.exercises["ddim_step"]) is None


def test_a_place_is_called_by_lesson_and_step(course):
    words = "02 The forward process, step 2 of 3: Write it down"
    assert called(course, Place(FORWARD, 1)) == words
