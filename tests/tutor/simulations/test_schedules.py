import numpy as np
import pytest

from tutor.diffusion.schedule import alpha_bar
from tutor.simulations.frame import Bitmap, Curve, Label
from tutor.simulations.schedules import NAMES, Schedules, counts, log_snr, shares

OPENED = {"t": 300, "schedule": "linear", "view": "curves", "offset": 0.008}
SHARES = shares(0.008, alpha_bar)


def frame(**changes):
    return Schedules().frame({**OPENED, **changes})


COUNTS = {
    "linear": (0.098, 0.251, 0.327),
    "cosine": (0.198, 0.413, 0.065),
    "stable-diffusion": (0.096, 0.393, 0.067),
    "1-t/T": (0.100, 0.599, 0.010),
}


@pytest.mark.parametrize(("name", "expected"), COUNTS.items())
def test_steps_are_counted_as_others_have_counted_them(name, expected):
    assert counts(SHARES[NAMES.index(name)]) == pytest.approx(expected, abs=0.0011)


def test_without_its_offset_cosine_counts_otherwise():
    assert counts(shares(0.0, alpha_bar)[1]) == pytest.approx((0.204, 0.409, 0.064))


HALVED = {"linear": 260, "cosine": 497, "stable-diffusion": 355, "1-t/T": 501}


@pytest.mark.parametrize(("name", "t"), HALVED.items())
def test_each_schedule_has_lost_half_of_its_signal_where_it_should(name, t):
    assert np.argmax(SHARES[NAMES.index(name)] < 0.5 - 1e-12) == t


def test_the_same_share_is_read_out_in_two_ways():
    values = {readout.label: readout.value for readout in frame(t=500).readouts}

    assert values["ᾱ"] == "0.079"  # ᾱ_500 of Ho et al. 2020
    assert values["log-SNR"] == "-2.46"  # ln 0.0852899444626369


def test_log_snr_is_the_logarithm_of_signal_over_noise():
    assert log_snr(np.array([0.5, 0.9])) == pytest.approx([0, 2.1972245773])


def test_every_curve_carries_the_number_of_its_key():
    for panel in frame().panels:
        labels = [mark.text for mark in panel.marks if isinstance(mark, Label)]
        assert sorted(labels) == ["1", "2", "3", "4", "●"]


@pytest.mark.parametrize("name", NAMES)
def test_only_the_chosen_curve_is_solid(name):
    curves = [mark for mark in frame(schedule=name).panels[0].marks if isinstance(mark, Curve)]

    assert [curve.dashed for curve in curves] == [True, True, True, False]
    np.testing.assert_array_equal(curves[-1].xy[:, 1], SHARES[NAMES.index(name)][::5])


def test_all_pictures_hold_the_same_noise():
    pictures = [panel.marks[0] for panel in frame(view="pictures", t=400).panels]
    assert all(isinstance(picture, Bitmap) for picture in pictures)
    signals = SHARES[:, 400]

    weights = np.stack([np.sqrt(signals), np.sqrt(1 - signals)], 1)
    values = np.stack([2 * picture.values.ravel() - 1 for picture in pictures])
    parts, left_over, *_ = np.linalg.lstsq(weights, values, rcond=None)

    assert left_over.max() < 1e-20
    assert parts[1].std() == pytest.approx(1, abs=0.05)


def test_pictures_are_named_with_what_is_left_of_them():
    titles = [panel.title for panel in frame(view="pictures", t=500).panels]

    assert titles == ["linear 0.08", "cosine 0.49", "SD 0.28", "1−t/T 0.50"]


def test_the_offset_moves_cosine_alone():
    changed = (shares(0.1, alpha_bar) != SHARES).any(1)

    assert changed.tolist() == [False, True, False, False]
