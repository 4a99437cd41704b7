import numpy as np
import pytest

from tutor.diffusion.datasets import find
from tutor.training.quality.classifier import classifier


@pytest.mark.parametrize(
    ("data", "share"), [("shapes", 0.985), ("digits", 0.985), ("two-moons", 0.995)]
)
def test_it_knows_the_classes_of_what_it_has_not_seen(data, share):
    examples, labels = find(data).fresh(500, np.random.default_rng(3))

    assert (classifier(data)(examples) == labels).mean() >= share
