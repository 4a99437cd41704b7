import numpy as np
import pytest

from tutor.simulations.bound_ladder import BoundLadder, T, errors, surprise, variance
from tutor.simulations.frame import Bars, Curve, Label

OPENED = {"t": 0, "weights": "on", "variance": "small", "x0": 0.8}


def frame(**changes):
    return BoundLadder().frame({**OPENED, **changes})


def readouts(**changes):
    return {readout.label: readout.value for readout in frame(**changes).readouts}


def bars(shown):
    return next(mark for mark in shown.panels[0].marks if isinstance(mark, Bars)).heights


def quadrature(x0, kind):
    """The density of x_0 under the reverse chain, by integrating out x_1, x_2, … on a grid."""
    grid = np.linspace(-6, 6, 2401)
    width = grid[1] - grid[0]
    from tutor.diffusion.bound import gaussian_chain
    from tutor.diffusion.schedule import cosine_betas

    chain = gaussian_chain(cosine_betas(T), 0.3, 0.5, variance(kind))
    density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi)
    for i in reversed(range(T)):
        to = grid if i else np.array([x0])
        spread = chain.variance[i]
        offset = to[:, None] - (chain.slope[i] * grid + chain.offset[i])[None]
        step = np.exp(-(offset**2) / (2 * spread)) / np.sqrt(2 * np.pi * spread)
        density = step @ density * width
    return float(-np.log(density[0]))


@pytest.mark.parametrize("kind", ["small", "large"])
@pytest.mark.parametrize("x0", [-0.5, 0.8])
def test_what_is_bounded_is_the_density_of_the_chain(kind, x0):
    assert surprise(x0, kind) == pytest.approx(quadrature(x0, kind), abs=1e-6)


@pytest.mark.parametrize("kind", ["small", "large"])
@pytest.mark.parametrize("x0", [-1.2, 0.3, 0.8, 1.8])
def test_the_bound_is_never_below_it(kind, x0):
    shown = readouts(variance=kind, x0=x0)

    assert float(shown["bound"]) >= float(shown["−log p(x₀)"])


def test_the_rungs_add_up_to_the_bound():
    assert bars(frame()).sum() == pytest.approx(float(readouts()["bound"]), abs=0.001)
    assert readouts()["bound"] == "1.305"


def test_the_larger_variance_all_but_closes_the_gap():
    shown = readouts(variance="large")

    assert float(shown["bound"]) - float(shown["−log p(x₀)"]) < 0.06


def test_a_rung_is_its_weight_times_the_error_in_the_noise():
    for t in range(1, T):
        shown = readouts(t=t)
        product = float(shown["weight"]) * float(shown["E‖ε−ε̂‖²"])
        assert float(shown[f"L_{t}"]) == pytest.approx(product, abs=0.003)


def test_without_weights_the_bars_are_the_errors():
    np.testing.assert_array_equal(bars(frame(weights="off")), errors(0.8))


def test_the_last_term_has_neither_weight_nor_error():
    shown = readouts(t=T)

    assert (shown["weight"], shown["E‖ε−ε̂‖²"]) == ("none", "none")
    assert float(shown["L_T"]) < 0.001


def test_the_chosen_term_is_named_above_its_bar():
    (label,) = (mark for mark in frame(t=2).panels[0].marks if isinstance(mark, Label))

    assert (label.text, label.at[0], label.centred) == ("L_2", 2, True)


def test_the_staircase_ends_at_the_bound():
    level, stairs = (mark for mark in frame().panels[1].marks if isinstance(mark, Curve))

    assert level.dashed
    assert stairs.xy[-1, 1] == pytest.approx(1.305, abs=0.001)


def test_the_sentence_follows_the_term():
    said = {frame(t=t).says for t in (0, 1, 5, T)} | {frame(weights="off").says}

    assert len(said) == 5
