import numpy as np
import pytest

from tutor.simulations.pyramid import doubled, halved, maps, shapes

X = np.arange(16.0).reshape(4, 4)


def test_the_way_down_takes_the_mean_of_four_and_the_way_up_repeats_it():
    assert halved(X).tolist() == [[2.5, 4.5], [10.5, 12.5]]
    assert doubled(halved(X))[:, 0].tolist() == [2.5, 2.5, 10.5, 10.5]


def test_shapes_halve_going_down_and_return_going_up():
    assert shapes(16, 32, (1, 2, 4, 8)) == [
        (16, 32, 32),
        (32, 16, 16),
        (64, 8, 8),
        (128, 4, 4),
        (64, 8, 8),
        (32, 16, 16),
        (16, 32, 32),
    ]


def test_with_skips_it_hands_on_the_picture_and_without_them_its_mean():
    np.testing.assert_allclose(maps(X, 2, skips=True)[-1], X)
    np.testing.assert_allclose(maps(X, 2, skips=False)[-1], np.full((4, 4), 7.5))


@pytest.mark.parametrize("skips", [True, False])
def test_the_toy_is_linear(skips):
    other = np.random.default_rng(0).standard_normal((4, 4))

    one, two, both = (maps(x, 2, skips=skips)[-1] for x in (X, other, X + 3 * other))

    np.testing.assert_allclose(both, one + 3 * two)
