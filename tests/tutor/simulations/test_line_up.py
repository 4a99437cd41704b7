import numpy as np
import pytest

from tutor.simulations import line_up
from tutor.simulations.functions import REFERENCE

Z = np.random.default_rng(7).standard_normal((100, 1))


@pytest.mark.parametrize("sampler", ["heun", "ddim"])
def test_the_exact_end_is_where_many_fine_steps_lead(sampler):
    steps = 600 if sampler == "heun" else 1000
    *_, last = line_up.run(sampler, steps, Z, REFERENCE, np.random.default_rng(0))

    off = abs(last.x - line_up.exact(Z, sampler))

    assert off.mean() < (1e-4 if sampler == "heun" else 2e-3)


def test_the_exact_ends_of_all_starts_are_the_data():
    ends = line_up.exact(np.random.default_rng(0).standard_normal((4000, 1)), "euler")

    assert ends.mean() == pytest.approx(0.4 * -1.2 + 0.6 * 0.9, abs=0.05)
    assert (ends < -0.15).mean() == pytest.approx(0.4, abs=0.02)


def test_the_best_guess_under_little_noise_is_what_one_sees():
    x = np.array([[-1.2], [0.9]])

    np.testing.assert_allclose(line_up.denoise(x, 0.01), x, atol=1e-3)
    assert line_up.denoise(np.zeros((1, 1)), 80.0)[0, 0] == pytest.approx(0.06, abs=0.01)
