import numpy as np
import pytest

from tutor.diffusion.datasets import draw
from tutor.simulations import moons


def test_the_exact_mixture_is_the_data_set():
    points, labels = draw(moons.NAME, 4000, np.random.default_rng(1))

    assert moons.astray(points) < 0.01
    np.testing.assert_array_equal(moons.nearest(points), labels)


def test_no_part_of_the_data_is_missing_from_the_mixture():
    points, _ = draw(moons.NAME, 4000, np.random.default_rng(1))
    distances = np.linalg.norm(points[:, None] - moons.exact().means[None], axis=-1)

    assert distances.min(0).max() < moons.exact().std


def test_points_far_from_both_moons_are_astray():
    far = np.array([[0.0, 2.5], [3.0, 3.0]])
    near = moons.exact().means[[10]]

    assert moons.astray(np.concatenate([far, near])) == pytest.approx(2 / 3)
