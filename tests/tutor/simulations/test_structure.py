import numpy as np
import pytest

from tutor.simulations.frame import Bitmap
from tutor.simulations.picture import landscape
from tutor.simulations.structure import Structure, mixed, possible

OPENED = {"mix": 0, "seed": 0}


def frame(**changes):
    return Structure().frame({**OPENED, **changes})


def readouts(**changes):
    return {readout.label: readout.value for readout in frame(**changes).readouts}


def test_independent_pixels_tell_nothing_about_their_neighbours():
    found = [float(readouts(seed=seed)["neighbour correlation"]) for seed in range(20)]

    assert np.mean(found) == pytest.approx(0, abs=0.02)
    assert max(map(abs, found)) < 0.15


def test_a_picture_does():
    shown = readouts(mix=100)

    assert shown["neighbour correlation"] == shown["the picture's"]
    assert float(shown["the picture's"]) > 0.85


def test_the_correlation_of_a_mixture_is_that_of_its_variances():
    share, variance = 0.5, landscape().var()
    expected = share**2 * variance * 0.9 / (share**2 * variance + (1 - share) ** 2 / 3)

    found = [float(readouts(mix=50, seed=seed)["neighbour correlation"]) for seed in range(20)]

    assert np.mean(found) == pytest.approx(expected, abs=0.05)


def test_there_are_more_pictures_than_can_be_drawn():
    assert possible(1) == pytest.approx(2.408, abs=0.001)  # 256 greys
    assert readouts()["pictures to draw from"] == "10^1387"


def test_pixels_keep_their_noise_while_the_picture_comes_through():
    one, other = mixed(0.4, 3), mixed(0.6, 3)

    np.testing.assert_allclose(mixed(0.5, 3), (one + other) / 2)
    assert abs(mixed(0.4, 3) - mixed(0.4, 4)).max() > 0.5


def test_greys_stay_within_what_can_be_drawn():
    for panel in frame(mix=70).panels[:2]:
        (picture,) = panel.marks
        assert isinstance(picture, Bitmap)
        assert 0 <= picture.values.min() <= picture.values.max() <= 1


def test_the_sentence_follows_the_structure():
    assert len({frame(mix=mix).says for mix in (0, 20, 60, 100)}) == 4
