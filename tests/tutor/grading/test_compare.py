from __future__ import annotations

import numpy as np
import pytest
import torch

from tutor.grading.checks import Mismatch, same

NAN = float("nan")


def f32(*numbers):
    return torch.tensor(numbers, dtype=torch.float32)


def f64(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (f64(1.0), f64(1.0 + 1e-10)),
        (f32(1.0), f32(1.0 + 5e-5)),
        (f64(0.0), f64(1e-13)),
        (f64(float("inf")), f64(float("inf"))),
        (torch.tensor(0.5), 0.5),
        (0.5, 0.5 + 1e-12),
        (3, 3),
        (np.array([1.0]), np.array([1.0])),
        ([f64(1.0), "a"], (f64(1.0), "a")),
        ({"loss": f64(1.0), "none": None}, {"loss": f64(1.0), "none": None}),
        (torch.zeros(0, 3), torch.zeros(0, 3)),
        (torch.tensor([True]), torch.tensor([True])),
        (torch.tensor([1j]), torch.tensor([1j])),
        (f64(1.0).requires_grad_(), f64(1.0)),
    ],
)
def test_what_agrees_passes(actual, expected):
    same(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (f64(1, 2, 3), f64(1, 5, 6), "expected 5 at [1], seen 2 (2 of 3 numbers differ)"),
        (f64(1, 2, 3), f64(1, 3, 7), "expected 7 at [2], seen 3 (2 of 3 numbers differ)"),
        (f64(1, NAN), f64(7, 2), "expected 2 at [1], seen NaN (2 of 2 numbers differ)"),
        (f64(1), f64(NAN), "expected NaN, seen 1"),
        (torch.tensor(0.25), torch.tensor(0.5), "expected 0.5, seen 0.25"),
        (f64(1.0), f64(1.0 + 1e-5), "expected 1.00001, seen 1"),
        (f64(1.0), f64(1.0 + 1e-8), "expected 1.00000001, seen 1"),
        (0.1, 0.1 + 1e-8, "expected 0.10000001, seen 0.1"),
        (f32(1.0), f64(1.0), "expected dtype float64, seen float32"),
        (torch.tensor([1]), f64(1.0), "expected dtype float64, seen int64"),
        (f64(1.0, 2.0), f64(1.0), "expected shape (1,), seen (2,)"),
        (torch.tensor(1.0), f32(1.0), "expected shape (1,), seen ()"),
        (np.array([1.0]), f64(1.0), "expected a tensor of shape (1,), "
            "seen a numpy array of shape (1,): make it a tensor"),
        (f64(1.0), np.array([1.0]), "expected a numpy array of shape (1,), "
            "seen a tensor of shape (1,)"),
        ([1.0], f64(1.0), "expected a tensor of shape (1,), seen a list of 1: make it a tensor"),
        ("1", f64(1.0), "expected a tensor of shape (1,), seen the str '1': make it a tensor"),
        (0.5, torch.tensor(0.5), "expected a tensor of shape (), "
            "seen the float 0.5: make it a tensor"),
        (f64(1.0), 1.0, "expected a number, seen a tensor of shape (1,)"),
        (True, 1, "expected a number, seen the bool True"),
        (3, 4, "expected 4, seen 3"),
        ("eps", "x0", "expected 'x0', seen 'eps'"),
        (1, None, "expected None, seen the int 1"),
        (None, f64(1.0), "your function returned None: is a `return` missing?"),
        (f64(1.0), (1, 2), "expected a tuple of 2, seen a tensor of shape (1,)"),
        ([1], [1, 2], "expected a list of 2, seen a list of 1"),
        ([1, 3], [1, 2], "in item 1: expected 2, seen 3"),
        ([], {"a": 1}, "expected a dict of 1 with the keys ['a'], seen a list of 0"),
        ({"a": f64(1.0)}, {"a": f64()}, "in `a`: expected shape (0,), seen (1,)"),
        (torch.tensor(True), torch.tensor(False), "expected False, seen True"),
        (torch.tensor(2**53 + 1), torch.tensor(2**53), f"expected {2**53}, seen {2**53 + 1}"),
        ("a" * 100, 1.0, f"expected a number, seen the str '{'a' * 59}…"),
    ],
)  # fmt: skip
def test_what_differs_is_said_at_one_place(actual, expected, message):
    with pytest.raises(Mismatch) as caught:
        same(actual, expected)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "your function returned None: is a `return` missing?"),
        (NAN, "expected a number, seen NaN"),
        (f64(1, NAN), "expected a number, seen NaN"),
        ([{"loss": f64(NAN)}], "expected a number, seen NaN"),
    ],
)
def test_nothing_is_not_even_the_same_as_itself(value, message):
    with pytest.raises(Mismatch) as caught:
        same(value, value)

    assert str(caught.value) == message


def test_a_tolerance_of_ones_own_counts():
    same(f64(1.0), f64(1.1), rtol=0.2)
    same(f64(0.0), f64(0.1), atol=0.2)

    with pytest.raises(Mismatch):
        same(f64(1.0), f64(1.1), rtol=0.01)
