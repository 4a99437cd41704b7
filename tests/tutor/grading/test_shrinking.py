"""What is left of a call when a smaller one will do."""

from __future__ import annotations

import pytest
import torch

from tutor.grading.asked import Call
from tutor.grading.shrinking import shrunk

SCHEDULE = torch.linspace(0.99, 0.01, 100, dtype=torch.float64)
X = torch.arange(24, dtype=torch.float64).reshape(4, 3, 2) / 7 + 0.2


def jump(x=X, t=(7, 3, 90, 50), schedule=SCHEDULE, **kwargs):
    return Call("jump", (x, torch.tensor(t), schedule), kwargs, seed=1)


def fails_from(**least):
    """Fails on a batch of at least so many samples, dimensions, columns or steps."""

    def fails(call):
        x, t, schedule = call.args
        seen = {"samples": len(x), "dimensions": x.ndim, "steps": len(schedule)}
        seen["columns"] = x.shape[-1] if x.ndim > 1 else 1
        assert len(t) == len(x)
        assert t.max() < len(schedule)
        return all(seen[name] >= number for name, number in least.items())

    return fails


def test_one_number_is_left_where_one_will_do():
    call = shrunk(jump(), (2, 1, 1), fails_from())

    x, t, schedule = call.args
    assert x.tolist() == [2.3]
    assert t.tolist() == [0]
    assert schedule.tolist() == [0.099]


@pytest.mark.parametrize(
    ("least", "shape", "steps"),
    [
        ({"dimensions": 3}, (1, 1, 1), 1),
        ({"samples": 2}, (2, 1, 1), 2),
        ({"columns": 2}, (1, 2, 2), 1),
        ({"samples": 3, "columns": 2}, (3, 2, 2), 3),
        ({"samples": 4}, (4, 1, 1), 4),
        ({"steps": 2}, (1,), 3),
        ({"steps": 100}, (4, 3, 2), 100),
    ],
)
def test_as_much_is_kept_as_the_failure_needs(least, shape, steps):
    call = shrunk(jump(), (2, 1, 1), fails_from(**least))

    assert tuple(call.args[0].shape) == shape
    assert len(call.args[2]) == steps


def test_t_still_names_its_entries_and_neighbours_stay_neighbours():
    call = shrunk(jump(t=(7, 0, 99, 50)), (2, 0, 0), fails_from(steps=2))

    assert call.args[1].tolist() == [1]
    assert call.args[2].tolist() == [0.02, 0.01]


def test_a_batch_of_plain_numbers_is_no_schedule():
    call = shrunk(jump(X[:, 0, 0], t=(3, 0, 2, 1)), (2,), fails_from(samples=2))

    assert len(call.args[0]) == len(call.args[1]) == 2


def test_keywords_are_cut_as_positions_are():
    call = shrunk(jump(noise=-X), (2, 1, 1), fails_from())

    assert call.kwargs["noise"].tolist() == [-2.3]


@pytest.mark.parametrize(
    ("numbers", "rounded"),
    [
        ([0.123456], [0.12]),
        ([0.30012, 0.30049], [0.3001, 0.3005]),
        ([0.99991], [0.9999]),
        ([0.999999], [0.999999]),
    ],
    ids=["few digits will do", "two that differ", "not quite 1", "nearer to 1 than is shown"],
)
def test_numbers_keep_what_matters_of_them(numbers, rounded):
    given = torch.tensor(numbers, dtype=torch.float64)

    call = shrunk(Call("f", (given,), {}, 1), (), lambda call: len(call.args[0]) == len(numbers))

    assert call.args[0].tolist() == rounded


def test_a_failure_that_needs_every_digit_keeps_them():
    numbers = torch.tensor([0.123456], dtype=torch.float64)

    call = shrunk(Call("f", (numbers,), {}, 1), (0,), lambda call: call.args[0][0] == 0.123456)

    assert call.args[0].tolist() == [0.123456]


@pytest.mark.parametrize(
    "argument", [torch.zeros(0, 3), torch.arange(0), torch.tensor(2.0), "eps", 3]
)
def test_what_cannot_be_smaller_stays(argument):
    call = shrunk(Call("f", (argument,), {}, 1), (), lambda _: True)

    assert str(call.args) == str((argument,))
