import numpy as np
import pytest

from tutor.simulations.dissolve import Dissolve, noised
from tutor.simulations.frame import Bitmap, Points

OPENED = {"t": 0, "data": "two-moons", "seed": 0}


def frame(**changes):
    return Dissolve().frame({**OPENED, **changes})


def test_at_t_0_the_data_are_untouched():
    shown = noised("two-moons", 0, 0)

    np.testing.assert_array_equal(shown, noised("two-moons", 7, 0))


def test_the_shares_of_the_paper_are_read_out():
    values = [readout.value for readout in frame(t=400).readouts]

    assert values == ["0.195", "0.805", "0.442", "0.897"]  # ᾱ_400 of Ho et al. 2020


def test_mean_and_variance_follow_the_closed_form():
    clean = noised("two-clusters", 0, 0)
    many = np.stack([noised("two-clusters", seed, 250) for seed in range(400)])
    signal = 0.5241  # ᾱ_250

    np.testing.assert_allclose(many.mean(0), np.sqrt(signal) * clean, atol=0.2)
    assert many.var(0).mean() == pytest.approx(1 - signal, rel=0.01)


def test_moving_t_moves_every_point_a_little_and_keeps_its_noise():
    steps = [noised("two-moons", 3, t) for t in (500, 510, 520)]

    assert abs(steps[1] - steps[0]).max() < 0.05
    np.testing.assert_allclose(steps[1] - steps[0], steps[2] - steps[1], atol=0.01)


def test_a_seed_is_a_noise():
    assert abs(noised("two-moons", 0, 500) - noised("two-moons", 1, 500)).max() > 1


def test_at_the_end_every_data_set_looks_alike():
    for data in ("two-moons", "dinosaur", "digit"):
        x = noised(data, 0, 1000)

        assert x.mean() == pytest.approx(0, abs=0.1)
        assert x.std() == pytest.approx(1, abs=0.1)


def test_points_are_drawn_as_points_and_a_digit_as_a_picture():
    assert isinstance(frame(data="dinosaur").panels[0].marks[0], Points)
    assert isinstance(frame(data="digit").panels[0].marks[0], Bitmap)


def test_a_clean_digit_is_white_on_black():
    values = frame(data="digit").panels[0].marks[0].values

    assert values.shape == (24, 24)
    assert (values.min(), values.max()) == (0, 1)
    assert values[0, 0] == 0
    assert 0.15 < values.mean() < 0.3


def test_the_sentence_follows_the_share_of_signal():
    said = [frame(t=t).says for t in (0, 100, 400, 1000)]

    assert said == [
        "Clean data. Every step adds a little noise and shrinks the rest a little.",
        "More signal than noise: the shape blurs but holds.",
        "More noise than signal: the shape goes under.",
        "As good as pure noise: no trace of which data these were.",
    ]


def test_playing_adds_noise_and_stops_at_the_end():
    assert Dissolve().following({**OPENED, "t": 995})["t"] == 1000
    assert Dissolve().following({**OPENED, "t": 1000}) is None
