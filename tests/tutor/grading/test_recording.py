"""A recorded answer can be computed again, from other inputs."""

from __future__ import annotations

import pytest
import torch

from tutor.grading.recording import Recorded, UnrecordableError, replay

X, Y = torch.tensor([0.1, 0.2, 0.3]), torch.tensor([0.5, 0.1, 0.9])


def answer(function, *args, lift=True, **kwargs):
    recorded = Recorded(function, lift=lift)
    recorded(*args, **kwargs)
    return recorded.answers[0]


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x * 2 + 1,
        lambda x: (1 - x) ** 0.5,
        lambda x: x[1:].square().sum(),
        lambda x: x.reshape(-1, *[1] * x.ndim) / 3,
        lambda x: torch.cat([x[:1], torch.cumprod(x, dim=0)]),
        lambda x: torch.nn.functional.mse_loss(x, torch.zeros_like(x)),
        lambda x: torch.stack([x, x.flip(0)], dim=1),
        lambda x: 1 / x - x / 2,
        lambda x: max(x.sum(), 0) * x,
        lambda x: (~(x > 0.4)) * x,
        lambda x: 7,
    ],
)
def test_what_was_recorded_is_computed_from_other_inputs(function):
    recorded = answer(function, X)

    value = torch.as_tensor(replay(recorded, [Y], {}))

    assert torch.equal(value, torch.as_tensor(function(Y)))


def test_keywords_and_plain_numbers_are_inputs_as_well():
    recorded = answer(lambda x, scale: scale**2 * x, X, scale=3.0)

    assert torch.equal(replay(recorded, [Y], {"scale": 2.0}), 4 * Y)


def test_a_function_among_the_arguments_is_called_anew():
    recorded = answer(lambda model, x: model(2 * x) + 1, torch.exp, X)

    assert torch.equal(replay(recorded, [torch.cos, Y], {}), (2 * Y).cos() + 1)


def test_a_model_may_be_called_by_keyword():
    recorded = answer(lambda model, x: model(x, t=x + 1), lambda x, t: x * t, X)

    assert torch.equal(replay(recorded, [lambda x, t: x - t, Y], {}), Y - (Y + 1))


def test_a_model_that_returns_no_tensor_is_not_recorded():
    with pytest.raises(UnrecordableError):
        answer(lambda model, x: model(x), lambda x: (x, x), X)


def test_what_was_drawn_stays_as_it_was_drawn():
    drawn = []

    def noisy(x):
        drawn.append(torch.randn_like(x))
        return x + drawn[0]

    recorded = answer(noisy, X)

    assert torch.equal(replay(recorded, [Y], {}), Y + drawn[0])


def test_a_changed_tensor_cannot_be_recorded_and_is_not_changed():
    def change(x):
        x *= 2
        return x

    with pytest.raises(UnrecordableError):
        answer(change, X)

    assert torch.equal(X, torch.tensor([0.1, 0.2, 0.3]))


def test_a_loop_of_many_steps_is_not_recorded():
    def loop(x):
        for _ in range(300):
            x = x + 1
        return x

    with pytest.raises(UnrecordableError):
        answer(loop, X)


def test_plain_numbers_stay_plain_unless_they_are_lifted():
    assert replay(answer(lambda scale: round(scale), 2.6, lift=False), [2.6], {}) == 3
    with pytest.raises(TypeError):
        answer(lambda scale: round(scale), 2.6, lift=True)
