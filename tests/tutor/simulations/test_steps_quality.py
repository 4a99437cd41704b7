import numpy as np
import pytest

from tutor.simulations.frame import Bars, Curve, Label
from tutor.simulations.functions import REFERENCE
from tutor.simulations.line_up import SAMPLERS
from tutor.simulations.steps_quality import LADDER, StepsQuality, _used, distance, errors

OPENED = {"step": 64, "steps": 8, "sampler": "euler", "order": "off", "seed": 0}


def frame(**changes):
    return StepsQuality().frame({**OPENED, **changes})


def readouts(**changes):
    return {readout.label: readout.value for readout in frame(**changes).readouts}


def error(sampler, calls):
    """At the entry of the ladder with that many calls."""
    table = errors(sampler, _used(REFERENCE))
    return table[table[:, 0] == calls][0, 1]


CALLS = {"euler": 8, "heun": 15, "ddim": 8, "dpm++2m": 8, "ancestral": 8}


@pytest.mark.parametrize(("sampler", "calls"), CALLS.items())
def test_calls_are_counted(sampler, calls):
    assert readouts(sampler=sampler)["calls in all"] == f"{calls}"
    assert readouts(sampler=sampler, step=0)["calls"] == "0"


def test_the_first_order_halves_its_error_with_twice_the_calls():
    # from 27 to 64 calls, at order 1
    assert error("euler", 27) / error("euler", 64) == pytest.approx(64 / 27, rel=0.1)
    assert error("ddim", 27) / error("ddim", 64) == pytest.approx(64 / 27, rel=0.1)


def test_the_second_order_divides_it_by_four():
    assert error("heun", 53) / error("heun", 127) == pytest.approx((127 / 53) ** 2, rel=0.15)
    assert error("dpm++2m", 27) / error("dpm++2m", 64) == pytest.approx((64 / 27) ** 2, rel=0.3)


def test_at_few_calls_the_higher_order_loses():
    assert error("heun", 5) > 3 * error("euler", 5)
    assert error("heun", 127) < 0.2 * error("euler", 64)


def test_fresh_noise_never_comes_to_rest_at_the_exact_ends():
    assert error("ancestral", 64) > 2 * error("euler", 64)


def test_a_distance_pairs_samples_in_order():
    assert distance(np.array([[3.0], [1.0]]), np.array([[1.5], [2.5]])) == 0.5


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_the_histogram_is_a_density_at_every_noise_level(sampler):
    for step in (0, 4, 8):
        bars, curve, _ = frame(sampler=sampler, step=step, steps=8).panels[0].marks
        assert isinstance(bars, Bars)
        assert (bars.heights * np.diff(bars.edges)).sum() == pytest.approx(1, abs=0.15)
        assert np.trapezoid(curve.xy[:, 1], curve.xy[:, 0]) == pytest.approx(1, abs=0.02)


def test_samples_start_as_pure_noise():
    curve = frame(step=0).panels[0].marks[1]

    assert curve.xy[100, 1] == pytest.approx(0.3989, abs=0.001)  # N(0, 1) at 0


def test_paths_end_where_the_run_stands():
    labels = [mark for mark in frame(step=3).panels[1].marks if isinstance(mark, Label)]

    assert {label.at[0] for label in labels} == {3.0}


def test_the_order_plot_numbers_every_sampler_and_makes_the_chosen_one_solid():
    marks = frame(order="on", sampler="heun").panels[1].marks

    numbers = sorted(mark.text for mark in marks if isinstance(mark, Label))
    curves = [mark for mark in marks if isinstance(mark, Curve)]
    assert numbers == ["1", "2", "3", "4", "5", "●"]
    assert [curve.dashed for curve in curves] == [True, True, True, True, False]
    assert all(len(curve.xy) == len(LADDER) for curve in curves)


def test_other_starts_are_drawn_for_another_seed():
    one, other = (frame(seed=seed).panels[0].marks[0].heights for seed in (0, 1))

    assert (one != other).any()


def test_the_sentence_follows_the_sampler():
    said = {frame(sampler=sampler).says for sampler in SAMPLERS}

    assert len(said | {frame(sampler="heun", steps=3).says}) == 6
