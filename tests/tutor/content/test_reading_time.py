"""The minutes in the front matter are what reading takes; exercises come on top."""

from pathlib import Path

import pytest

from tests.tutor.content.reading_time import minutes
from tutor.course.reader import read_course

COURSE = read_course(Path(__file__).parents[3])
READ = [pytest.param(one, id=one.id) for one in COURSE.lessons]


@pytest.mark.parametrize("lesson", READ)
def test_a_lesson_says_how_long_it_takes(lesson):
    assert lesson.minutes == pytest.approx(minutes(lesson), abs=1.5)


@pytest.mark.parametrize("lesson", READ)
def test_a_lesson_is_read_in_one_sitting(lesson):
    assert lesson.minutes <= 25
