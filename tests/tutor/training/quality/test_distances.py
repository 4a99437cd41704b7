import numpy as np
import pytest

from tutor.training.quality.distances import distances, energy, sliced

A = np.array([[0.0, 0.0], [3.0, 4.0]])


def test_distances_are_those_of_pythagoras():
    np.testing.assert_allclose(distances(A, A[:1]), [[0.0], [5.0]])


def test_pictures_are_points_in_as_many_dimensions():
    assert distances(np.zeros((1, 3, 4, 4)), np.ones((1, 3, 4, 4)))[0, 0] == pytest.approx(48**0.5)


def test_the_energy_distance_of_two_shifted_normals_is_the_known_one():
    generator = np.random.default_rng(0)
    a, b = generator.standard_normal((2, 2000, 1))

    seen = energy(a, b + 2.0)

    # E|X−Y| for X−Y ~ N(2, 2) is 2.10052; E|X−X'| is 2/√π.
    assert seen == pytest.approx(2 * 2.10052 - 4 / np.sqrt(np.pi), abs=0.05)


def test_the_sliced_distance_of_a_shift_is_the_mean_length_of_its_shadows():
    a = np.random.default_rng(0).standard_normal((500, 2))

    seen = sliced(a, a + np.array([3.0, 4.0]), np.random.default_rng(1))

    assert seen == pytest.approx(5 * 2 / np.pi, rel=0.15)
