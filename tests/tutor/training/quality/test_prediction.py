from dataclasses import replace

import numpy as np
import pytest
import torch

from tutor.diffusion.datasets import find, mixture
from tutor.diffusion.schedule import alpha_bar, cosine_betas
from tutor.training.bench import set_up
from tutor.training.fitting import fitting
from tutor.training.functions import load
from tutor.training.horizon import Horizon
from tutor.training.networks import build, plan_for
from tutor.training.point_denoiser import PointDenoiser
from tutor.training.quality.prediction import Prediction, predict

SCHEDULE = alpha_bar(cosine_betas(100))


def untrained(classes=0):
    return PointDenoiser(torch.from_numpy(SCHEDULE), classes)


def test_an_untrained_network_has_learned_nothing():
    seen = predict(untrained(2), "two-moons", SCHEDULE)

    assert seen.loss == pytest.approx(0.5, abs=1e-3)
    assert seen.score == pytest.approx(0.0, abs=1e-6)


def test_an_untrained_network_of_pictures_has_learned_nothing():
    seen = predict(build((1, 8, 8), 10, None), "digits", SCHEDULE)

    assert seen.loss == pytest.approx(seen.untrained)
    assert seen.score == pytest.approx(0.0, abs=1e-6)


def test_who_is_told_the_class_can_know_more():
    told, untold = (
        predict(untrained(2), "two-moons", SCHEDULE, told=told) for told in (True, False)
    )

    assert told.best == pytest.approx(0.3127, abs=1e-4)
    assert untold.best == pytest.approx(0.3933, abs=1e-4)


def test_the_exact_denoiser_has_learned_all(monkeypatch):
    exact = mixture("dinosaur", 500)

    def evaluate(network, x, t, label):
        return np.stack([exact.eps(x[[k]], SCHEDULE[i])[0] for k, i in enumerate(t)])

    monkeypatch.setattr("tutor.training.quality.prediction.evaluate", evaluate)

    seen = predict(untrained(), "dinosaur", SCHEDULE)

    assert seen.score == pytest.approx(1.0)


def test_a_quarter_of_the_plan_brings_right_functions_near_what_they_reach_on_digits():
    bench = set_up(find("digits"), load({}), torch.device("cpu"), seed=0)

    for _ in fitting(bench, Horizon(replace(plan_for(bench.dataset), steps=200)), 0):
        pass

    assert predict(bench.averaged, "digits", SCHEDULE).score == pytest.approx(0.916, abs=0.02)


@pytest.mark.parametrize(
    ("loss", "score"),
    [(0.3, 1.0), (0.5, 0.0), (0.4, 0.5), (0.9, -2.0)],
    ids=["best", "untrained", "half way", "learned wrong"],
)
def test_the_score_runs_from_untrained_to_best(loss, score):
    assert Prediction(loss, untrained=0.5, best=0.3, exact=True).score == pytest.approx(score)


@pytest.mark.parametrize(("loss", "learned"), [(0.3, 1.0), (0.46, 0.0)])
def test_where_the_best_is_unknown_something_or_nothing_was_learned(loss, learned):
    assert Prediction(loss, untrained=0.5, best=None, exact=False).learned == learned


def test_there_is_no_score_where_the_best_is_unknown():
    assert Prediction(0.3, untrained=0.5, best=None, exact=False).score is None
