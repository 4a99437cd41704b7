from __future__ import annotations

import numpy as np
import pytest

from tutor.diffusion import samplers
from tutor.diffusion.mixture import Mixture
from tutor.diffusion.schedule import Array, alpha_bar, linear_betas

BETAS = linear_betas(1000)
ALPHA_BAR = alpha_bar(BETAS)
GAUSSIAN = Mixture(np.array([[0.3]]), 0.5, np.array([1.0]))


def exact(x: Array, i: int) -> Array:
    return GAUSSIAN.eps(x, float(ALPHA_BAR[i]))


@pytest.mark.parametrize(
    ("index", "before", "expected"),
    [(999, 979, 1.11075747173042), (499, 479, 1.0496149690454), (19, -1, 0.964809917247008)],
)
def test_a_ddim_step_has_its_published_value(index: int, before: int, expected: float) -> None:
    earlier = 1.0 if before < 0 else float(ALPHA_BAR[before])

    x = samplers.ddim_step(np.array([1.0]), np.array([0.5]), float(ALPHA_BAR[index]), earlier)

    assert x.item() == pytest.approx(expected, rel=1e-12)


def test_fresh_noise_enters_with_its_published_size() -> None:
    before, after = float(ALPHA_BAR[479]), float(ALPHA_BAR[499])

    x = samplers.ddim_step(np.array([1.0]), np.array([0.5]), after, before, 0.5, np.array([1.0]))

    assert samplers.ddim_sigma(after, before, 1.0) == pytest.approx(0.41984516253349, rel=1e-12)
    assert x.item() == pytest.approx(1.24780707648191, rel=1e-12)


@pytest.mark.parametrize(("steps", "expected"), [(5, 0.693313748409387), (50, 1.00620558922595)])
def test_ddim_with_exact_noise_ends_where_published(steps: int, expected: float) -> None:
    indices = samplers.timesteps(1000, steps)

    states = list(samplers.ddim(exact, np.array([[1.5]]), ALPHA_BAR, indices))

    assert len(states) == steps + 1
    assert states[-1].index == -1
    assert states[-1].calls == steps
    assert states[-1].x.item() == pytest.approx(expected, rel=1e-9)


def test_timesteps_start_at_the_noisiest_step() -> None:
    assert samplers.timesteps(1000, 5) == [999, 799, 599, 399, 199]
    assert samplers.timesteps(10, 10) == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


def test_full_noise_in_every_step_gives_ddpms_distribution() -> None:
    generator = np.random.default_rng(2)
    start = generator.standard_normal((4000, 1))

    *_, final = samplers.ddpm(exact, start, BETAS, generator)

    assert final.x.mean() == pytest.approx(0.3, abs=0.03)
    assert final.x.std() == pytest.approx(0.496, abs=0.02)


def test_ddim_with_eta_one_and_every_step_moves_as_ddpm_does() -> None:
    start = np.random.default_rng(3).standard_normal((8, 1))
    indices = samplers.timesteps(1000, 1000)
    noisy = np.random.default_rng(4)

    ddim = samplers.ddim(exact, start, ALPHA_BAR, indices, 1.0, noisy)
    ddpm = samplers.ddpm(exact, start, BETAS, np.random.default_rng(4))

    for _ in range(20):
        np.testing.assert_allclose(next(ddim).x, next(ddpm).x, atol=1e-12)


P_SAMPLE = [
    ("small", 498, 1.0, 1.0999586229015),
    ("large", 498, 1.0, 1.10000196873119),
    ("small", 498, 0.0, 0.999801968531386),
    ("large", -1, 1.0, 0.995049753731561),
]


@pytest.mark.parametrize(("kind", "to", "noise", "expected"), P_SAMPLE)
def test_an_ancestral_step_ends_where_those_of_the_field_do(
    kind: str, to: int, noise: float, expected: float
) -> None:
    one, index = np.ones((1, 1)), np.array([to + 1])

    x = samplers.p_sample(one, one / 2, index, linear_betas(1000), noise * one, kind)

    assert x[0, 0] == pytest.approx(expected)
