import pytest
import torch
from torch import nn

from tutor.training.adam import Adam
from tutor.training.horizon import Horizon
from tutor.training.trainer import Plan, learning_rates

PLAN = Plan(steps=100, learning_rate=1.0, warm_up=1)


def adam(horizon):
    return Adam(nn.Linear(1, 1), learning_rates(horizon.farthest))


def seen(seconds, *looks):
    """The end as it is seen after each look: so many steps done, at such a time."""
    times = iter([0.0, *(time for _, time in looks)])
    horizon = Horizon(PLAN, seconds, lambda: next(times))
    mover, ends = adam(horizon), []
    for done, _ in looks:
        horizon.look(done, mover)
        ends.append(horizon.steps)
    return ends


def test_steps_that_were_asked_for_stay():
    horizon = Horizon(PLAN)

    horizon.look(25, adam(horizon))

    assert horizon.steps == 100
    assert horizon.farthest == PLAN


def test_a_machine_as_fast_as_foreseen_does_what_was_foreseen():
    assert seen(10.0, (25, 2.5), (50, 5.0)) == [100, 100]


def test_a_machine_that_slows_down_does_fewer_steps():
    assert seen(10.0, (25, 5.0), (50, 8.0)) == [50, 62]


def test_a_machine_that_speeds_up_does_more_steps():
    assert seen(10.0, (25, 0.5)) == [500]


def test_when_time_is_over_one_more_step_is_the_last():
    assert seen(10.0, (25, 10.5)) == [26]


def test_there_is_an_end_to_the_steps_there_is_room_for():
    assert seen(1000.0, (25, 0.001)) == [2000]


def test_a_clock_that_stands_still_changes_nothing():
    assert seen(10.0, (25, 0.0)) == [100]


@pytest.mark.parametrize("end", [40, 400], ids=["sooner", "later"])
def test_the_rate_has_come_down_at_the_end_that_is_seen_last(end):
    rates = learning_rates(Plan(steps=end, learning_rate=1.0, warm_up=1), done=25, phase=0.25)

    assert len(rates) == end - 25
    assert rates[0] == pytest.approx((1 + 0.5**0.5) / 2)
    assert rates[-1] < 0.02
    assert bool((rates.diff() < 0).all())


def test_after_a_look_the_rest_of_the_way_down_is_laid_over_the_rest_of_the_steps():
    times = iter([0.0, 5.0])
    horizon = Horizon(PLAN, 10.0, lambda: next(times))
    network = nn.Linear(1, 1, bias=False)
    mover = Adam(network, learning_rates(horizon.farthest))
    places = [network.weight.item()]

    for step in range(50):
        if step == 25:
            horizon.look(25, mover)
        mover.step(network.weight.sum())
        places.append(network.weight.item())

    assert places[25] - places[26] == pytest.approx((1 + 0.5**0.5) / 2, rel=1e-3)
    assert places[49] - places[50] < 0.02


def test_after_a_turn_the_weights_move_by_the_new_rates():
    network = nn.Linear(1, 1, bias=False)
    mover = Adam(network, torch.full((10,), 0.1))
    mover.step(network.weight.sum())
    before = network.weight.item()

    mover.turn(1, torch.tensor([0.5]))
    mover.step(network.weight.sum())

    assert network.weight.item() == pytest.approx(before - 0.5)
