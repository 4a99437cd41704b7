import numpy as np
import pytest

from tutor.simulations.frame import Bitmap, Field, Points
from tutor.simulations.score_field import DATA, WALK, ScoreField, level, share

OPENED = {"walk": 0, "t": 150, "anneal": "off", "density": "off", "seed": 0}


def frame(**changes):
    return ScoreField().frame({**OPENED, **changes})


def found(**changes):
    values = {readout.label: readout.value for readout in frame(**changes).readouts}
    return values["in the larger spot"]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_without_annealing_walkers_stay_where_they_fell(seed):
    stuck = int(found(walk=WALK, t=10, seed=seed).rstrip("%"))

    assert stuck == pytest.approx(50, abs=9)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_annealed_walkers_find_the_true_shares(seed):
    annealed = int(found(walk=WALK, anneal="on", seed=seed).rstrip("%"))

    assert annealed == pytest.approx(80, abs=7)


def test_annealed_walkers_spread_as_the_data_do():
    (walkers,) = (m for m in frame(walk=WALK, anneal="on").panels[0].marks if isinstance(m, Points))
    near = walkers.xy[walkers.xy @ (DATA.means[1] - DATA.means[0]) > 0]

    np.testing.assert_allclose(near.mean(0), DATA.means[1], atol=0.1)
    np.testing.assert_allclose(near.std(0), 0.3, atol=0.05)


def test_walkers_in_pure_noise_settle_at_the_variance_of_the_unadjusted_algorithm():
    frames = [frame(walk=WALK, t=1000, seed=seed) for seed in range(8)]

    clouds = [mark.xy for f in frames for mark in f.panels[0].marks if isinstance(mark, Points)]

    assert np.concatenate(clouds).var() == pytest.approx(1 / (1 - 0.1 / 2), abs=0.08)


def test_annealing_goes_from_the_noisiest_level_to_the_quietest_in_equal_ratios():
    assert (level(0), level(WALK)) == (1000, 10)
    assert level(WALK // 2) == 450  # σ = 2.62, the geometric mean of 157.4 and 0.0436


def test_arrows_lead_towards_the_spots():
    fields = [mark for mark in frame(t=10).panels[0].marks if isinstance(mark, Field)]

    at, towards = (np.concatenate([getattr(f, name) for f in fields]) for name in ("at", "towards"))
    to_spots = DATA.means[None] - at[:, None]
    nearest = to_spots[np.arange(len(at)), (to_spots**2).sum(2).argmin(1)]
    assert len(at) == 63
    assert ((towards * nearest).sum(1) > 0).mean() > 0.95


def test_much_noise_leaves_one_spot_in_the_middle():
    fields = [mark for mark in frame(t=1000).panels[0].marks if isinstance(mark, Field)]

    assert all(((field.towards * -field.at).sum(1) >= 0).all() for field in fields)


def test_nobody_walks_before_they_are_launched():
    shown = frame()

    (walkers,) = (mark for mark in shown.panels[0].marks if isinstance(mark, Points))
    assert len(walkers.xy) == 0
    assert found() == "none"


def test_the_density_is_drawn_when_asked_for():
    assert len(frame().panels) == 2
    (picture,) = frame(density="on").panels[2].marks

    assert isinstance(picture, Bitmap)
    brightest = np.unravel_index(picture.values.argmax(), picture.values.shape)
    assert brightest[0] < 24 < brightest[1]  # the larger spot: above, and on the right


def test_half_of_the_plane_is_nearer_to_the_larger_spot():
    square = np.stack(np.meshgrid(*[np.linspace(-2, 2, 40)] * 2), -1).reshape(-1, 2)

    assert share(square) == pytest.approx(0.5, abs=0.01)


def test_playing_moves_the_walkers():
    assert ScoreField().following(OPENED)["walk"] == 5
    assert ScoreField().following({**OPENED, "walk": WALK}) is None


def test_the_sentence_follows_noise_and_walkers():
    states = [
        {"t": 1000},
        {"t": 400},
        {"t": 10},
        {"walk": 50, "anneal": "on"},
        {"walk": 50, "t": 1000},
        {"walk": 50, "t": 400},
        {"walk": 50, "t": 10},
        {"walk": 200, "t": 10},
    ]

    assert len({frame(**state).says for state in states}) == 8
