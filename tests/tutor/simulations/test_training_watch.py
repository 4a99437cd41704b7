import numpy as np
import pytest

from tutor.simulations import moons
from tutor.simulations.frame import Arrows, Label
from tutor.simulations.network import Network
from tutor.simulations.training_watch import TrainingWatch, guesses

OPENED = {"snapshot": 10, "t": 20, "seed": 0}


def frame(**changes):
    return TrainingWatch().frame({**OPENED, **changes})


def readouts(**changes):
    return {readout.label: readout.value for readout in frame(**changes).readouts}


def test_an_untrained_network_shrinks_x_t():
    x_t, x0 = guesses(0, 60, 0)

    np.testing.assert_allclose(x0, np.sqrt(Network().alpha_bar[59]) * x_t)


def test_training_brings_guesses_onto_the_data_where_there_is_little_noise():
    astray = [moons.astray(guesses(snapshot, 10, 0)[1]) for snapshot in (0, 2, 10)]

    assert astray == sorted(astray, reverse=True)
    assert astray[-1] < 0.03


def test_almost_pure_noise_is_answered_with_the_mean_of_the_data():
    _, x0 = guesses(10, 90, 0)

    assert np.linalg.norm(x0, axis=1).mean() < 0.35
    np.testing.assert_allclose(x0.mean(0), 0, atol=0.1)


def test_the_noise_is_the_same_at_every_snapshot():
    np.testing.assert_array_equal(guesses(0, 50, 0)[0], guesses(10, 50, 0)[0])


def test_the_numbers_are_read_out():
    values = readouts(snapshot=0, t=90)

    assert values["steps"] == "0"
    assert float(values["loss"]) > 0.45
    assert float(readouts()["loss"]) == pytest.approx(0.35, abs=0.01)
    assert readouts()["steps"] == "8000"


def test_arrows_lead_from_x_t_to_the_guess_and_a_marker_shows_the_loss():
    clouds, loss = frame().panels
    (arrows,) = (mark for mark in clouds.marks if isinstance(mark, Arrows))
    x_t, x0 = guesses(10, 20, 0)

    np.testing.assert_array_equal(arrows.tails, x_t[:24])
    np.testing.assert_array_equal(arrows.heads, x0[:24])
    assert loss.marks[-1] == Label((np.log10(8000), loss.marks[-1].at[1]), "●", arrows.tone)


def test_the_sentence_follows_training_and_noise():
    said = [frame(snapshot=0).says, *(frame(t=t).says for t in (10, 60, 90, 100))]

    assert said == [
        "Untrained: every guess is xₜ, shrunk a little towards the middle.",
        "Little noise: each arrow is short and ends on the moon it came from.",
        "Where xₜ fits both moons, the best guess lies between them.",
        "Almost only noise: the best guess is the mean of all data, a blurry average.",
        "At the very end x̂₀ is ε̂'s error divided by √ᾱ, which is nearly 0.",
    ]


def test_playing_shows_each_snapshot_once():
    assert TrainingWatch().following({**OPENED, "snapshot": 0})["snapshot"] == 1
    assert TrainingWatch().following(OPENED) is None
