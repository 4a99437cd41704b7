import pytest
import torch

from tutor.training.recipe import dropped
from tutor.training.trainer import Plan, draw_batch, learning_rates

POINTS = torch.arange(20.0).reshape(10, 2)
LABELS = torch.tensor([0, 1] * 5)


def batch(plan, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return draw_batch(POINTS, LABELS, torch.tensor(2), 100, dropped, plan, generator)


def test_the_learning_rate_rises_then_falls_to_nothing():
    rates = learning_rates(Plan(steps=1000, learning_rate=1.0, warm_up=50))

    assert rates[0] == pytest.approx(0.02)
    assert rates[49] == pytest.approx(0.994, abs=1e-3)
    assert rates[500] == pytest.approx(0.5)
    assert rates[999] < 1e-5


def test_a_batch_holds_every_noise_level_equally_often():
    t = batch(Plan(batch=200)).t

    assert torch.equal(t, torch.arange(200) // 2)


def test_a_batch_holds_points_with_their_own_labels():
    drawn = batch(Plan(batch=50, unlabelled=0.0))

    assert torch.equal(drawn.label, (drawn.x0[:, 0] / 2 % 2).long())


def test_the_asked_share_of_classes_is_hidden():
    drawn = batch(Plan(batch=10_000, unlabelled=0.3))

    assert (drawn.label == 2).float().mean() == pytest.approx(0.3, abs=0.02)


def test_the_noise_of_a_batch_is_standard_normal():
    noise = batch(Plan(batch=10_000)).noise

    assert noise.mean() == pytest.approx(0.0, abs=0.02)
    assert noise.std() == pytest.approx(1.0, abs=0.02)
