import numpy as np
import pytest

from tutor.diffusion.statistics import neighbour_correlation


def test_each_picture_has_its_own_correlation():
    rows = np.tile(np.arange(6.0), (4, 1))
    stripes = np.tile([1.0, -1.0] * 3, (4, 1))

    assert neighbour_correlation(np.stack([rows, stripes])) == pytest.approx([1.0, -1.0])


def test_it_is_the_correlation_of_the_field():
    x = np.random.default_rng(0).standard_normal((1, 5, 7))

    expected = np.corrcoef(x[0, :, :-1].ravel(), x[0, :, 1:].ravel())[0, 1]

    assert neighbour_correlation(x)[0] == pytest.approx(expected)
