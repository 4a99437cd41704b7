"""Every right way to write a function passes, whoever wrote it."""

import pytest

from tests.tutor.content.right_ways import (
    drawing,
    forward_and_training,
    network_and_bound,
    sampling,
    walking,
)
from tests.tutor.content.right_ways.written import ways
from tests.tutor.content.shipped import COURSE

MODULES = (drawing, forward_and_training, network_and_bound, sampling, walking)
WAYS = {key: way for module in MODULES for key, way in ways(module, COURSE.exercises).items()}
LEAST = {"06_network": 2, "07_elbo": 2, "08_score": 1, "10_solvers": 1}
"""Other ways than ours to every function of a lesson."""


@pytest.mark.parametrize(("slug", "way"), WAYS)
def test_a_right_way_passes(grade, slug, way):
    verdict = grade(slug, WAYS[slug, way])

    assert verdict.passed, verdict.first_failure


@pytest.mark.parametrize("lesson", LEAST)
def test_every_function_of_a_lesson_has_other_right_ways(lesson):
    slugs = [one.slug for one in COURSE.exercises.values() if one.lesson == lesson]
    others = {slug: sum(of == slug for of, _ in WAYS) for slug in slugs}

    assert min(others.values()) >= LEAST[lesson], others
