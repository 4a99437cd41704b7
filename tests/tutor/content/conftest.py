import pytest

from tests.tutor.content.shipped import COURSE
from tutor.grading.grader import Grader


@pytest.fixture(scope="module")
def grade():
    """The verdict on a file, by one warm grader."""
    with Grader(COURSE) as grader:
        yield lambda slug, source, seed=5: grader.grade(
            COURSE.exercises[slug], source, filename=f"{slug}.py", seed=seed
        )
