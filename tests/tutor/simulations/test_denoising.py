import numpy as np
import pytest

from tutor.diffusion.mixture import Mixture
from tutor.simulations import moons
from tutor.simulations.denoising import Denoising, _walk, run
from tutor.simulations.frame import Points, Tone

OPENED = {"step": 0, "steps": 50, "eta": 0.0, "noise": "network", "seed": 0}


def frame(**changes):
    return Denoising().frame({**OPENED, **changes})


def readouts(shown):
    return {readout.label: readout.value for readout in shown.readouts}


@pytest.mark.parametrize("by", ["network", "exact"])
@pytest.mark.parametrize("eta", [0.0, 1.0])
def test_a_run_ends_on_the_data(by, eta):
    end = run(by, 50, eta, 0)[-1].x

    assert moons.astray(end) <= 0.02
    assert sorted(np.unique(moons.nearest(end))) == [0, 1]
    np.testing.assert_allclose(end.std(0), 1, atol=0.1)


def test_few_steps_leave_points_between_the_moons():
    assert moons.astray(run("network", 5, 0.0, 0)[-1].x) > 0.1


def test_without_fresh_noise_network_and_exact_noise_take_a_start_to_the_same_place():
    network, exact = (run(by, 50, 0.0, 0)[-1].x for by in ("network", "exact"))

    assert np.median(np.linalg.norm(network - exact, axis=1)) < 0.1


def test_no_state_is_computed_before_it_is_looked_at(monkeypatch):
    asked = []
    monkeypatch.setattr(Mixture, "eps", lambda self, x, alpha_bar: asked.append(alpha_bar) or 0 * x)
    _walk.cache_clear()

    frame(step=3, noise="exact", seed=77)
    _walk.cache_clear()

    assert len(asked) == 3


def test_the_start_depends_on_the_seed_alone():
    start = run("network", 50, 0.0, 3)[0].x

    np.testing.assert_array_equal(start, run("exact", 10, 0.7, 3)[0].x)
    assert abs(start - run("network", 50, 0.0, 4)[0].x).max() > 1


def test_fresh_noise_ends_elsewhere():
    still, fresh = (run("exact", 50, eta, 0)[-1].x for eta in (0.0, 1.0))

    assert np.median(np.linalg.norm(still - fresh, axis=1)) > 0.5


def test_calls_are_counted():
    assert readouts(frame(step=0))["network calls"] == "0"
    assert readouts(frame(step=17))["network calls"] == "17"
    assert readouts(frame(step=17, steps=5))["network calls"] == "5"


def test_it_says_honestly_where_the_noise_comes_from():
    network, exact = frame(step=1), frame(step=1, noise="exact")

    assert network.source == "the trained network"
    assert exact.source == "the exact noise, no network"
    assert "network calls" not in readouts(exact)
    assert readouts(exact)["formula calls"] == "1"


def test_before_the_first_call_nothing_is_predicted():
    tones = [mark.tone for mark in frame(step=0).panels[1].marks]

    assert tones == [Tone.MUTED]


def test_the_last_state_is_clean_and_equal_to_its_prediction():
    x_t, predicted = frame(step=50).panels
    (shown,) = x_t.marks

    assert x_t.title == "xₜ at t = 0"
    assert isinstance(shown, Points)
    np.testing.assert_allclose(shown.xy, predicted.marks[-1].xy)


def test_the_prediction_starts_near_the_mean_and_parts_later():
    early, late = (frame(step=step).panels[1].marks[-1].xy for step in (3, 40))

    assert np.linalg.norm(early, axis=1).mean() < 0.6
    assert np.linalg.norm(late, axis=1).mean() > 1.1


def test_playing_stops_after_the_last_step():
    assert Denoising().following({**OPENED, "step": 9, "steps": 10})["step"] == 10
    assert Denoising().following({**OPENED, "step": 10, "steps": 10}) is None


def test_the_sentence_follows_the_run():
    said = [
        frame(**changes).says
        for changes in (
            {"step": 0},
            {"step": 3},
            {"step": 25},
            {"step": 45},
            {"step": 50},
            {"step": 50, "eta": 1.0},
            {"step": 50, "steps": 5},
        )
    ]

    assert said == [
        "The start is pure noise; nothing is predicted yet.",
        "So much noise fits all data: x̂₀ stays near their mean.",
        "x̂₀ parts into two moons long before xₜ does.",
        "Only detail is left: xₜ closes in on x̂₀.",
        "Done. Without fresh noise the start alone decides where each point ends.",
        "Done. Fresh noise at every step: the same start ends elsewhere.",
        "Few calls, long strides: some points end between the moons.",
    ]
