"""Every right way to write the functions of lessons 06 and 07 passes."""

from pathlib import Path

import pytest

from tests.tutor.content.right_ways_inside import ways_of
from tutor.course.reader import read_course
from tutor.grading.grader import Grader

LESSONS = ("06_network", "07_elbo")


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


def slugs():
    """The exercises of both lessons, as the folders of their solutions have them."""
    solutions = Path(__file__).parents[3] / "solutions"
    return sorted(path.stem for lesson in LESSONS for path in (solutions / lesson).glob("*.py"))


@pytest.mark.parametrize(
    ("slug", "way"), [(slug, way) for slug in slugs() for way in ways_of(slug)]
)
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, ways_of(slug)[way])

    assert verdict.passed, verdict.first_failure


@pytest.mark.parametrize("slug", slugs())
def test_every_function_has_other_right_ways(slug):
    assert len(ways_of(slug)) >= 2
