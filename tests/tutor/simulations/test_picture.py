import numpy as np
import pytest

from tutor.simulations.picture import digit, landscape


@pytest.mark.parametrize("picture", [digit(), landscape()], ids=["digit", "landscape"])
def test_pictures_reach_from_black_to_white(picture):
    assert picture.shape == (24, 24)
    assert (picture.min(), picture.max()) == (-1, 1)


def test_a_digit_can_be_larger():
    small, large = digit(), digit(48)

    assert large.shape == (48, 48)
    assert large.mean() == pytest.approx(small.mean(), abs=0.05)


def test_the_sun_stands_above_the_hills():
    picture = landscape()

    assert np.argwhere(picture == 1)[:, 0].max() < np.argwhere(picture == -1)[:, 0].min()
