import numpy as np
import pytest

from tutor.simulations import moons
from tutor.simulations.guidance import Guidance, combined, samples

OPENED = {"scale": 1.0, "class": "upper", "seed": 0}

DENSITIES = {
    "the condition is ignored": (0, 0, 1),
    "plain conditional": (1, 1, 0.5),
    "guided": (3, 1.2, 0.316227766016838),
    "strongly guided": (7.5, 1.27659574468085, 0.206284249251759),
}


@pytest.mark.parametrize(("scale", "mean", "std"), DENSITIES.values(), ids=DENSITIES.keys())
def test_the_combined_density_has_its_closed_form(scale, mean, std):
    assert combined(scale) == pytest.approx((mean, std), rel=1e-12)


def test_the_curve_is_the_normalised_product_of_powers():
    x, drawn = Guidance().frame({**OPENED, "scale": 3.0}).panels[1].marks[2].xy.T
    product = np.exp(-(x**2) / 2) ** (1 - 3) * np.exp(-2 * (x - 1) ** 2) ** 3
    product /= product.sum() * (x[1] - x[0])

    np.testing.assert_allclose(drawn, product, atol=1e-6)


@pytest.mark.parametrize("wanted", [0, 1], ids=["upper", "lower"])
def test_scale_0_ignores_the_class_and_scale_1_obeys_it(wanted):
    def obedient(scale):
        return (moons.nearest(samples(scale, wanted, 0)) == wanted).mean()

    assert 0.4 < obedient(0.0) < 0.6
    assert obedient(1.0) > 0.97


def test_scale_0_is_the_same_whatever_the_class():
    np.testing.assert_array_equal(samples(0.0, 0, 0), samples(0.0, 1, 0))


def test_guidance_costs_variety_and_in_the_end_leaves_the_data():
    spread = [np.sqrt(samples(scale, 0, 0).var(0).mean()) for scale in (0.0, 1.0, 2.0, 5.0)]
    off = [moons.astray(samples(scale, 0, 0)) for scale in (1.0, 3.0, 15.0)]

    assert spread == sorted(spread, reverse=True)
    assert off[0] < 0.05
    assert off[2] > 0.2


def test_the_numbers_are_read_out():
    shown = Guidance().frame({**OPENED, "scale": 7.5})

    values = {readout.label: readout.value for readout in shown.readouts}
    assert values["in the class"] == "100%"
    assert (values["1-D mean"], values["1-D std"]) == ("1.28", "0.21")
    assert shown.source == "left the trained network, right exact"


def test_the_sentence_follows_the_regime():
    said = [Guidance().frame({**OPENED, "scale": scale}).says for scale in (0, 0.5, 1, 3, 7.5, 15)]

    assert said == [
        "Scale 0 ignores the class: both moons appear.",
        "Below 1 the class is heard, but not obeyed.",
        "Scale 1 is the plain conditional model: its own spread.",
        "Above 1 samples are surer of their class and less diverse.",
        "Little variety is left, and samples begin to leave the moon.",
        "Too much: 'off the data' counts how many are pushed past the moon.",
    ]


def test_playing_raises_the_scale_to_its_end():
    assert Guidance().following({**OPENED, "scale": 14.5})["scale"] == 15
    assert Guidance().following({**OPENED, "scale": 15}) is None
