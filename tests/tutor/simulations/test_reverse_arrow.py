import numpy as np
import pytest

from tutor.simulations.frame import Bars, Curve
from tutor.simulations.reverse_arrow import ReverseArrow, fresh, spreads, true

OPENED = {"done": 0, "variance": "small", "compare": "on", "seed": 0}


def frame(**changes):
    return ReverseArrow().frame({**OPENED, **changes})


def readouts(**changes):
    return {readout.label: readout.value for readout in frame(**changes).readouts}


@pytest.mark.parametrize(("kind", "std"), [("small", "0.496"), ("large", "0.501")])
def test_each_variance_ends_beside_the_true_one(kind, std):
    shown = readouts(done=1000, variance=kind)

    assert (shown["std in theory"], shown["true std"]) == (std, "0.500")


def test_the_samples_spread_as_they_do_without_chance():
    for done in (0, 500, 1000):
        x = float(readouts(done=done)["std of samples"])
        assert x == pytest.approx(spreads("small")[1000 - done], rel=0.05)


def test_the_truth_at_a_step_is_the_data_noised():
    assert true(0) == pytest.approx((0.3, 0.5))
    assert true(500) == pytest.approx((0.3 * 0.280334162887398, 0.97009), abs=1e-5)


def test_small_noise_is_the_posteriors_and_large_is_betas():
    assert fresh("small")[[1, 2, 500]] ** 2 == pytest.approx(
        [0, 5.45318766130219e-05, 0.0100313554146137]
    )
    assert fresh("large")[[1, 2, 500]] ** 2 == pytest.approx(
        [0, 0.00011991991991992, 0.01004004004]
    )


def test_the_bars_are_a_density():
    bars = frame(done=500).panels[0].marks[0]
    assert isinstance(bars, Bars)

    assert (bars.heights * np.diff(bars.edges)).sum() == pytest.approx(1, abs=0.01)


def test_the_true_density_can_be_hidden():
    shown, hidden = frame(), frame(compare="off")

    assert any(isinstance(mark, Curve) for mark in shown.panels[0].marks)
    assert not any(isinstance(mark, Curve) for mark in hidden.panels[0].marks)


def test_a_walk_goes_on_where_it_was():
    early = frame(done=300).panels[1].marks[0].xy
    late = frame(done=400).panels[1].marks[0].xy

    np.testing.assert_array_equal(early[:31], late[:31])


def test_a_seed_is_a_walk():
    assert readouts(done=300) != readouts(done=300, seed=1)


def test_it_says_that_no_network_is_at_work():
    assert frame().source == "the exact noise, no network"


def test_the_sentence_follows_the_walk():
    said = {frame(done=done).says for done in (0, 400, 900, 1000)}

    assert len(said | {frame(done=1000, variance="large").says}) == 5
