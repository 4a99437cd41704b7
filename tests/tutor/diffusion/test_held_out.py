"""Questions to a denoiser, and the marks that its answers get."""

from __future__ import annotations

import numpy as np
import pytest

from tutor.diffusion.held_out import hold_out
from tutor.diffusion.mixture import Mixture

LEFT, RIGHT = (Mixture(np.array([[x, 0.0]]), 0.5, np.ones(1)) for x in (-2.0, 2.0))
BOTH = Mixture(np.array([[-2.0, 0.0], [2.0, 0.0]]), 0.5, np.array([0.5, 0.5]))
ALPHA_BAR = np.array([0.9, 0.5, 0.1])
N = 3000


@pytest.fixture
def points():
    generator = np.random.default_rng(0)
    return np.concatenate([cloud.draw(N // 2, generator) for cloud in (LEFT, RIGHT)])


def asked(points, label):
    return hold_out(points, np.repeat(label, N // 2), [LEFT, RIGHT, BOTH], ALPHA_BAR, seed=1)


def exact(questions):
    eps = np.empty_like(questions.x_t)
    for n, (label, t) in enumerate(zip(questions.label, questions.t, strict=True)):
        cloud = [LEFT, RIGHT, BOTH][label]
        eps[n] = cloud.eps(questions.x_t[n : n + 1], ALPHA_BAR[t])[0]
    return eps


@pytest.mark.parametrize("label", [[0, 1], [2, 2]], ids=["told the cloud", "not told"])
def test_the_exact_denoiser_scores_one(points, label):
    questions = asked(points, label)

    assert questions.score(exact(questions)) == pytest.approx(1)


def test_who_knows_nothing_of_the_data_scores_zero(points):
    questions = asked(points, [2, 2])

    blank = np.sqrt(1 - ALPHA_BAR[questions.t])[:, None] * questions.x_t

    assert questions.score(blank) == 0


def test_who_is_told_the_cloud_can_do_better(points):
    told, untold = asked(points, [0, 1]), asked(points, [2, 2])

    assert np.array_equal(told.x_t, untold.x_t)
    assert told.best < untold.best


def test_a_wrong_cloud_is_worse_than_none(points):
    right, wrong = asked(points, [0, 1]), asked(points, [1, 0])

    assert right.score(exact(wrong)) < right.score(exact(asked(points, [2, 2]))) < 1


def test_one_gaussian_leaves_the_error_that_a_book_gives():
    points = LEFT.draw(60_000, np.random.default_rng(0))

    questions = hold_out(points, np.zeros(60_000, np.int64), [LEFT], np.array([0.5]), seed=1)

    assert questions.best == pytest.approx(0.5 * 0.25 / (0.5 * 0.25 + 0.5), abs=0.005)
