"""Every right way to write the first three functions passes."""

from pathlib import Path

import pytest

from tests.tutor.content.right_ways import ways_of
from tutor.course.reader import read_course
from tutor.grading.grader import Grader

SLUGS = ("alpha_bar", "q_sample", "training_loss")


@pytest.fixture(scope="module")
def course():
    return read_course(Path(__file__).parents[3])


@pytest.fixture(scope="module")
def grade(course):
    """The verdict on a file, by one warm grader."""
    with Grader(course) as grader:
        yield lambda slug, source: grader.grade(
            course.exercises[slug], source, filename=f"{slug}.py", seed=5
        )


@pytest.mark.parametrize(("slug", "way"), [(slug, way) for slug in SLUGS for way in ways_of(slug)])
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, ways_of(slug)[way])

    assert verdict.passed, verdict.first_failure
