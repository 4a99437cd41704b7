import numpy as np
import pytest
import torch

from tutor.diffusion.datasets import draw, mixture
from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.training.denoiser import Denoiser
from tutor.training.quality import Prediction, compare, predict

SCHEDULE = alpha_bar(cosine_betas(100))


def test_an_untrained_network_has_learned_nothing():
    untrained = Denoiser(torch.from_numpy(SCHEDULE), classes=2)

    seen = predict(untrained, "two-moons", SCHEDULE)

    assert seen.loss == pytest.approx(0.5, abs=1e-3)
    assert seen.score == pytest.approx(0.0, abs=1e-6)


def test_who_is_told_the_class_can_know_more():
    untrained = Denoiser(torch.from_numpy(SCHEDULE), classes=2)

    told, untold = (predict(untrained, "two-moons", SCHEDULE, told=told) for told in (True, False))

    assert told.best == pytest.approx(0.3127, abs=1e-4)
    assert untold.best == pytest.approx(0.3933, abs=1e-4)


def test_the_exact_denoiser_has_learned_all(monkeypatch):
    exact = mixture("dinosaur", 500)

    def evaluate(network, x, t, label):
        return np.stack([exact.eps(x[[k]], SCHEDULE[i])[0] for k, i in enumerate(t)])

    monkeypatch.setattr("tutor.training.quality.evaluate", evaluate)

    seen = predict(Denoiser(torch.from_numpy(SCHEDULE)), "dinosaur", SCHEDULE)

    assert seen.score == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("loss", "score"),
    [(0.3, 1.0), (0.5, 0.0), (0.4, 0.5), (0.9, -2.0)],
    ids=["best", "untrained", "half way", "learned wrong"],
)
def test_the_score_runs_from_untrained_to_best(loss, score):
    assert Prediction(loss, untrained=0.5, best=0.3).score == pytest.approx(score)


def test_fresh_data_lie_on_the_data():
    fresh, _ = draw("two-moons", 1000, np.random.default_rng(1))

    seen = compare(fresh, "two-moons")

    assert abs(seen.energy) < 0.003
    assert seen.stray < 0.025
    assert seen.missed < 0.025


def test_samples_of_one_moon_miss_the_other():
    points, labels = draw("two-moons", 2000, np.random.default_rng(1))

    seen = compare(points[labels == 0], "two-moons")

    assert seen.energy > 0.1
    assert seen.stray < 0.025
    assert seen.missed > 0.4


def test_noise_is_stray():
    seen = compare(np.random.default_rng(1).standard_normal((1000, 2)), "two-moons")

    assert seen.stray > 0.5
