import numpy as np
import pytest

from tutor.diffusion.solvers import (
    ancestral_sigmas,
    dpmpp_2m,
    euler,
    euler_ancestral,
    heun,
    karras_sigmas,
)

EXACT = 0.548120153950567
"""Where the equation takes 40 at σ = 80 for data N(0.3, 0.5²)."""


def denoise(x, sigma):
    """The best denoiser of N(0.3, 0.5²)."""
    return (0.25 * x + 0.3 * sigma**2) / (0.25 + sigma**2)


def end(solver, n):
    *_, last = solver(denoise, np.array([40.0]), karras_sigmas(n))
    return last


ENDS = [
    (euler, 5, 0.415938357310506, 5),
    (euler, 18, 0.509929350317459, 18),
    (euler, 144, 0.543236058605476, 144),
    (heun, 5, 0.924226080181027, 9),
    (heun, 18, 0.56183373, 35),
    (heun, 144, 0.54829160271345, 287),
    (dpmpp_2m, 5, 0.514703588644487, 5),
    (dpmpp_2m, 18, 0.563578261930198, 18),
    (dpmpp_2m, 144, 0.548294373458703, 144),
]


@pytest.mark.parametrize(("solver", "n", "x", "calls"), ENDS)
def test_solvers_end_where_those_of_the_field_do(solver, n, x, calls):
    last = end(solver, n)

    assert last.x[0] == pytest.approx(x, rel=1e-8)
    assert (last.sigma, last.calls) == (0.0, calls)


@pytest.mark.parametrize(("solver", "ratio"), [(euler, 2), (heun, 4), (dpmpp_2m, 4)])
def test_twice_the_steps_divide_the_error_by_two_to_the_order(solver, ratio):
    coarse, fine = (abs(end(solver, n).x[0] - EXACT) for n in (72, 144))

    assert coarse / fine == pytest.approx(ratio, rel=0.06)


def test_at_five_steps_the_higher_order_is_the_worse():
    assert abs(end(heun, 5).x[0] - EXACT) > 2 * abs(end(euler, 5).x[0] - EXACT)


def test_noise_levels_are_those_of_karras():
    sigmas = karras_sigmas(18)

    np.testing.assert_allclose(sigmas[[0, 1, -2, -1]], [80, 57.5859847212482, 0.002, 0])


def test_an_ancestral_step_goes_further_down_than_it_comes_back():
    assert ancestral_sigmas(1.0, 0.5) == pytest.approx((0.25, 0.433012701892219))
    assert ancestral_sigmas(80.0, 57.5859847212482) == pytest.approx(
        (41.4518204539478, 39.973644034157)
    )
    assert ancestral_sigmas(1.0, 0.5, eta=0.0) == (0.5, 0.0)
    assert ancestral_sigmas(1.0, 0.0) == (0.0, 0.0)


def test_ancestral_samples_spread_as_the_data_do():
    generator = np.random.default_rng(0)
    start = 80 * generator.standard_normal(20_000)

    *_, last = euler_ancestral(denoise, start, karras_sigmas(200), generator)

    assert last.x.mean() == pytest.approx(0.3, abs=0.02)
    assert last.x.std() == pytest.approx(0.5, abs=0.02)
