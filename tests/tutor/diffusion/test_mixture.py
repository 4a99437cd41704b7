from __future__ import annotations

import numpy as np
import pytest

from tutor.diffusion.mixture import Mixture

CLUSTERS = Mixture(np.array([[-2.0], [2.0]]), 0.5, np.array([0.5, 0.5]))


@pytest.mark.parametrize(
    ("alpha_bar", "x", "expected"),
    [(1.0, -1.0, -3.99999819943741), (0.5, 0.5, 1.03618753526183), (0.1, 2.0, -1.5617638195345)],
)
def test_the_score_has_its_published_value(alpha_bar: float, x: float, expected: float) -> None:
    score = CLUSTERS.score(np.array([[x]]), alpha_bar)

    assert score.item() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("alpha_bar", [0.9, 0.3])
def test_the_score_is_the_slope_of_the_log_density(alpha_bar: float) -> None:
    x, h = np.array([[0.7], [-1.3]]), 1e-6

    slope = (CLUSTERS.log_density(x + h, alpha_bar) - CLUSTERS.log_density(x - h, alpha_bar)) / (
        2 * h
    )

    np.testing.assert_allclose(CLUSTERS.score(x, alpha_bar)[:, 0], slope, rtol=1e-6)


def test_no_noise_prediction_beats_the_exact_one() -> None:
    generator = np.random.default_rng(5)
    x0 = CLUSTERS.draw(20_000, generator)
    noise = generator.standard_normal(x0.shape)
    x_t = np.sqrt(0.5) * x0 + np.sqrt(0.5) * noise

    exact = CLUSTERS.eps(x_t, 0.5)

    loss = ((exact - noise) ** 2).mean()
    for wrong in (0.9 * exact, 1.1 * exact, exact + 0.1):
        assert ((wrong - noise) ** 2).mean() > loss
