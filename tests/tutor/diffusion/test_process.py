from __future__ import annotations

import numpy as np
import pytest

from tutor.diffusion import process
from tutor.diffusion.schedule import alpha_bar, linear_betas

BETAS = linear_betas(1000)
ALPHA_BAR = alpha_bar(BETAS)


def test_the_closed_form_has_its_published_value() -> None:
    t = np.array([499])

    x_t = process.q_sample(np.array([[0.7]]), t, np.array([[-1.2]]), ALPHA_BAR)

    assert x_t.item() == pytest.approx(-0.955649053232978, rel=1e-12)


def test_many_single_steps_have_the_moments_of_one_jump() -> None:
    generator = np.random.default_rng(0)
    x = np.full((20_000, 1), 0.7)
    for i in range(50):
        t = np.full(len(x), i)
        x = process.q_step(x, t, generator.standard_normal(x.shape), BETAS)

    assert x.mean() == pytest.approx(0.7 * np.sqrt(ALPHA_BAR[49]), abs=0.005)
    assert x.var() == pytest.approx(1 - ALPHA_BAR[49], rel=0.05)


@pytest.mark.parametrize("index", [0, 500, 999])
def test_each_quantity_gives_back_the_others(index: int) -> None:
    generator = np.random.default_rng(1)
    x0, noise = generator.standard_normal((2, 4, 3, 2))
    t = np.full(4, index)

    x_t = process.q_sample(x0, t, noise, ALPHA_BAR)

    np.testing.assert_allclose(process.x0_from_eps(x_t, t, noise, ALPHA_BAR), x0, atol=1e-11)
    np.testing.assert_allclose(process.eps_from_x0(x_t, t, x0, ALPHA_BAR), noise, atol=1e-11)


def test_the_velocity_has_its_published_value() -> None:
    v = process.velocity(np.array([[0.7]]), np.array([499]), np.array([[-1.2]]), ALPHA_BAR)

    assert v.item() == pytest.approx(-1.00833272636314, rel=1e-12)


@pytest.mark.parametrize(("scale", "expected"), [(0, 0.2), (1, 0.5), (7.5, 2.45)])
def test_guidance_extrapolates_from_unconditional_to_conditional(
    scale: float, expected: float
) -> None:
    guided = process.guided(np.array([0.2]), np.array([0.5]), scale)

    assert guided.item() == pytest.approx(expected, rel=1e-12)
