"""Two ways to go wrong, in one computation."""

from __future__ import annotations

import pytest
import torch

from tutor.grading.effort import Effort
from tutor.grading.merging import ConflictError, merged
from tutor.grading.recording import Recorded, replay

X = torch.tensor([0.4, 1.7, 2.2, 3.1], dtype=torch.float64)
T = torch.tensor([2, 1])


def right(x, t):
    return x[t].sqrt() * 2 + 1


def both(one, other, base=right, x=X):
    trees = []
    for function in (base, one, other):
        recorded = Recorded(function, lift=True)
        recorded(x, T)
        trees += recorded.answers
    return replay(merged(*trees, Effort(1000)), [x, T], {})


def early(x, t):
    return x[t - 1].sqrt() * 2 + 1


def rootless(x, t):
    return x[t] * 2 + 1


def minus(x, t):
    return x[t].sqrt() * 2 - 1


def turned(x, t):
    return x.flip(0)[t].sqrt() * 2 + 1


def halved(x, t):
    return right(x, t) / 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (early, rootless, lambda x, t: x[t - 1] * 2 + 1),
        (early, minus, lambda x, t: x[t - 1].sqrt() * 2 - 1),
        (rootless, halved, lambda x, t: (x[t] * 2 + 1) / 2),
        (minus, halved, lambda x, t: (x[t].sqrt() * 2 - 1) / 2),
        (early, lambda x, t: 1 + 3 * x[t] ** 0.5, lambda x, t: x[t - 1].sqrt() * 3 + 1),
        (early, right, early),
        (early, early, early),
        (turned, early, lambda x, t: x.flip(0)[t - 1].sqrt() * 2 + 1),
    ],
    ids=[
        "a root around an index",
        "a sign beside an index",
        "a whole around a part",
        "a whole around a sign",
        "written in another order",
        "nothing else",
        "the same twice",
        "two operands",
    ],
)
@pytest.mark.parametrize("exchanged", [False, True])
def test_both_changes_are_made(one, other, expected, exchanged):
    pair = (other, one) if exchanged else (one, other)

    assert torch.allclose(both(*pair), expected(X, T), rtol=1e-12)


def test_factors_may_stand_in_either_order():
    value = both(
        lambda x, t: x[t] * (x[t] + 1).cos(),
        lambda x, t: x[t].cos() * x.flip(0)[t],
        lambda x, t: x[t] * x[t].cos(),
    )

    assert torch.allclose(value, X.flip(0)[T] * (X[T] + 1).cos(), rtol=1e-12)


def test_two_changes_of_one_place_are_a_conflict():
    with pytest.raises(ConflictError):
        both(early, lambda x, t: x[t + 1].sqrt() * 2 + 1)


def test_a_change_that_zeros_hide_is_made_all_the_same():
    zeros = torch.zeros(4, dtype=torch.float64)

    value = both(
        lambda x, t: x[t] * x[t].sin(),
        lambda x, t: (x[t] + 1) * x[t].cos(),
        lambda x, t: x[t] * x[t].cos(),
        zeros,
    )

    assert value.tolist() == [0.0, 0.0]


def climbing(x, t, by=0.5):
    for _ in range(40):
        x = x + by * x
    return x[t]


def test_a_walk_that_uses_each_of_its_places_twice_is_merged_in_one_pass():
    def elsewhere(x, t):
        return climbing(x - 0.1, t)

    def faster(x, t):
        return climbing(x, t, 0.25)

    assert torch.allclose(both(elsewhere, faster, climbing), climbing(X - 0.1, T, 0.25))
