from __future__ import annotations

import pytest
import torch

from tutor.grading import written


def f64(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (f64(0.123456, -2, 1e-7), "[0.1235, -2, 1e-07]"),
        (torch.tensor([3, 1]), "[3, 1]"),
        (torch.tensor([0.5]), "[0.5] (float32)"),
        (torch.tensor(True), "True (bool)"),
        (f64(), "[]"),
        (f64(1, float("nan"), float("inf")), "[1, NaN, inf]"),
        (torch.zeros(2, 2, dtype=torch.float64), "[[0, 0], [0, 0]]"),
        (
            f64(*[[1.5, -0.25, 100.25], [22.75, 3.125, 4.125]] * 2),
            "[[  1.5, -0.25, 100.2],\n"
            " [22.75, 3.125, 4.125],\n"
            " [  1.5, -0.25, 100.2],\n"
            " [22.75, 3.125, 4.125]]",
        ),
        (torch.linspace(1, 0, 1000, dtype=torch.float64), "[1, 0.999, …, 0], 1000 numbers"),
        (torch.zeros(2, 3, 4, 5), "shape (2, 3, 4, 5) (float32)"),
        (0.75, "0.75"),
        (3, "3"),
        ("eps", "'eps'"),
        (("eps",), "'eps'"),
        (None, "None"),
    ],
)
def test_a_value_is_written_as_briefly_as_it_can_be(value, text):
    assert written.value(value) == text


def test_two_values_get_the_digits_that_tell_them_apart():
    assert written.two_values(f64(1, 2), f64(1, 2 + 1e-6)) == ("[1, 2]", "[1, 2.000001]")
    assert written.two_numbers(0.5, 0.25) == ("0.5", "0.25")
