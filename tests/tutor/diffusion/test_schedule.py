from __future__ import annotations

import numpy as np
import pytest

from tutor.diffusion import schedule


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, 0.9999), (499, 0.0785872428817782), (999, 4.03582976537568e-05)],
)
def test_the_linear_schedule_has_ddpms_numbers(index: int, expected: float) -> None:
    alpha_bar = schedule.alpha_bar(schedule.linear_betas(1000))

    assert alpha_bar[index] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("index", "expected"),
    [(0, 0.999958715775178), (499, 0.493843590440638), (999, 2.42876690703486e-09)],
)
def test_the_cosine_schedule_has_improved_ddpms_numbers(index: int, expected: float) -> None:
    alpha_bar = schedule.alpha_bar(schedule.cosine_betas(1000))

    assert alpha_bar[index] == pytest.approx(expected, rel=1e-9)


def test_a_scaled_schedule_ends_as_noisy_as_the_long_one() -> None:
    alpha_bar = schedule.alpha_bar(schedule.scaled_linear_betas(100))

    assert alpha_bar[-1] == pytest.approx(2.03900897556408e-05, rel=1e-9)


def test_there_is_only_signal_before_the_first_step() -> None:
    alpha_bar = schedule.alpha_bar(schedule.linear_betas(10))

    before = schedule.previous(alpha_bar)

    assert before[0] == 1
    np.testing.assert_array_equal(before[1:], alpha_bar[:-1])


def test_signal_to_noise_falls_as_published() -> None:
    ratio = schedule.signal_to_noise(schedule.alpha_bar(schedule.linear_betas(1000)))

    assert ratio[499] == pytest.approx(0.0852899444626369, rel=1e-12)
    assert (np.diff(ratio) < 0).all()


def test_the_schedule_of_stable_diffusion_is_even_in_square_roots() -> None:
    signal = schedule.alpha_bar(schedule.stable_diffusion_betas(1000))

    assert signal[[0, 499, 999]].tolist() == pytest.approx(
        [0.99915, 0.277669650456468, 0.00466009851307724]
    )


def test_a_straight_schedule_falls_along_a_line() -> None:
    signal = schedule.alpha_bar(schedule.straight_betas(1000))

    assert signal[[0, 249, 499, 998]].tolist() == pytest.approx([0.999, 0.75, 0.5, 0.001])
    assert signal[999] == pytest.approx(1e-6)
